package io.mycelium.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.job.Hours;
import io.mycelium.core.link.GatewayOrigin;
import io.mycelium.drone.owner.OwnerPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a drone is told, on its standard input or on its command line.
final class SettingsTest {
  private static final String URL = "redis://:secret@127.0.0.1:7000";

  @Test
  void firstLineTellsEverything() throws IOException {
    InputStream in =
        input(
            """
            {"redis": "%s", "workspace": "w", "name": "n", "data": "/d", "roots": ["/a", "/b"], "writable": ["/c"], "mask": ["/m"], "slots": 3, "later": 1}
            rest\
            """
                .formatted(URL));

    Settings settings = StartLine.read(in);

    assertThat(((Way.Direct) settings.way()).workspace()).isEqualTo("w");
    assertThat(settings.name()).contains("n");
    assertThat(settings.data()).isEqualTo(Path.of("/d"));
    assertThat(settings.roots()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(settings.writable()).containsExactly(Path.of("/c"));
    assertThat(settings.masked()).containsExactly(Path.of("/m"));
    assertThat(settings.slots()).isEqualTo(3);
    assertThat(in).hasContent("rest");
  }

  @Test
  void firstLineNeedsOnlyQueueAndFolder() throws IOException {
    Settings settings =
        StartLine.read(input("{\"redis\": \"%s\", \"data\": \"/d\"}\n".formatted(URL)));

    assertThat(((Way.Direct) settings.way()).workspace()).isEqualTo("main");
    assertThat(settings.slots()).isEqualTo(2);
    assertThat(settings.roots()).isEmpty();
    assertThat(settings.writable()).isEmpty();
  }

  @Test
  void helpIsAskedForInBothForms() {
    assertThat(Arguments.askForHelp(List.of("-h"))).isTrue();
    assertThat(Arguments.askForHelp(List.of("--redis", URL, "--help"))).isTrue();
    assertThat(Arguments.askForHelp(List.of("--redis", URL))).isFalse();
  }

  @Test
  void unreadableLineIsRefusedWithoutRepeatingIt() {
    for (String line :
        List.of("{\"redis\": \"" + URL, "{\"redis\": [\"" + URL + "\"]}", "", "[1]")) {
      assertThatThrownBy(() -> StartLine.read(input(line + "\n")))
          .isInstanceOf(StartFailure.class)
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> StartLine.read(input("no end"))).isInstanceOf(StartFailure.class);
  }

  @Test
  void optionsTellEverything() {
    Settings settings =
        arguments(
                Map.of("MYCELIUM_DATA", "/gateway"),
                "--redis=" + URL,
                "--name",
                "n",
                "--data",
                "/d",
                "--roots",
                "/a:/b",
                "--writable=/c:/d",
                "--tags=gpu,fast",
                "--slots",
                "4")
            .settings();

    assertThat(settings.name()).contains("n");
    assertThat(settings.roots()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(settings.writable()).containsExactly(Path.of("/c"), Path.of("/d"));
    assertThat(settings.masked()).containsExactly(Path.of("/gateway"));
    assertThat(settings.tags()).containsExactlyInAnyOrder("gpu", "fast");
    assertThat(settings.slots()).isEqualTo(4);
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void gatewayIsTheWayThatIsTyped() {
    Settings settings =
        arguments(
                Map.of("MYCELIUM_REDIS", URL),
                "--gateway",
                "https://Mycelium.example.org/",
                "--ca",
                "/ca.pem")
            .settings();

    assertThat(settings.way())
        .isEqualTo(
            new Way.Gateway(
                new GatewayOrigin("https://mycelium.example.org"),
                Optional.of(Path.of("/ca.pem"))));
  }

  @Test
  void gatewayWithoutTlsIsOnThisMachineOrAcceptedAsInsecure() {
    assertThat(arguments(Map.of(), "--gateway", "http://127.0.0.1:8080").settings().way())
        .isInstanceOf(Way.Gateway.class);
    assertThat(
            arguments(Map.of(), "--gateway", "http://10.0.0.1:8080", "--insecure").settings().way())
        .isInstanceOf(Way.Gateway.class);
    assertThatThrownBy(() -> arguments(Map.of(), "--gateway", "http://10.0.0.1:8080").settings())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--insecure");
  }

  @Test
  void passwordIsWarnedOfOnTheCommandLineOnly() {
    assertThat(arguments(Map.of(), "--redis", URL).warning()).isPresent();
    assertThat(arguments(Map.of(), "--redis", "redis://127.0.0.1:7000").warning()).isEmpty();

    Arguments fromEnvironment = arguments(Map.of("MYCELIUM_REDIS", URL), "--slots", "1");
    assertThat(fromEnvironment.warning()).isEmpty();
    assertThat(((Way.Direct) fromEnvironment.settings().way()).redis())
        .hasToString("127.0.0.1:7000");
  }

  @Test
  void wrongOptionsAreRefused() {
    for (String[] words :
        new String[][] {
          {"--rediss", URL},
          {"redis", URL},
          {"--redis"},
          {"--redis", URL, "--redis", URL},
          {"--redis", "http://secret"},
          {"--redis", URL, "--slots", "0"},
          {"--redis", URL, "--slots", "many"},
          {"--redis", URL, "--slots", "-1"},
          {"--redis", URL, "--slots", "99999999999"},
          {"--redis", URL, "--tags", "a b"},
          {"--redis", URL, "--only", "at night"},
          {"--redis", URL, "--idle", "5"},
          {"--redis", URL, "--idle", "0s"},
          {"--redis", URL, "--idle", "25h"},
          {"--redis", URL, "--leave", "at-once"},
          {"--redis", URL, "--benchmark", "yes"},
          {"--gateway", "mycelium.example.org"},
          {"--gateway", "https://a.example", "--redis", URL},
          {"--name", "no-url"}
        }) {
      assertThatThrownBy(() -> arguments(Map.of(), words).settings())
          .as(String.join(" ", words))
          .isInstanceOf(StartFailure.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void allThatIsNotAllowedIsNamedAtOnce() {
    assertThatThrownBy(() ->
            arguments(
                    Map.of(),
                    "--redis=http://secret",
                    "--slots=900",
                    "--tags=gpu,a b",
                    "--roots=/a::/b",
                    "--workspace=A B")
                .settings())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("The URL of Redis is not understood")
        .hasMessageContaining("--slots is '900', but takes a whole number from 1 to 64")
        .hasMessageContaining("--tags is 'a b', but takes words of")
        .hasMessageContaining("--roots is '', but takes the names of folders")
        .hasMessageContaining("--workspace is 'A B', but takes 1 to 32 of a to z, 0 to 9 and dash")
        .hasMessageNotContaining("secret");
  }

  @Test
  void lineOfAGatewayIsCheckedAlike() {
    assertThatThrownBy(() ->
            StartLine.read(
                input(
                    "{\"redis\": \"%s\", \"data\": \"/d\", \"slots\": 0, \"roots\": [\"/a\\u0000\"]}\n"
                        .formatted(URL))))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("slots is '0', but takes a whole number from 1 to 64")
        .hasMessageContaining("roots is '/a\uFFFD', but takes the names of folders");
  }

  @Test
  void ownerSaysWhenTheMachineIsLent() throws IOException {
    Settings typed =
        arguments(
                Map.of(),
                "--redis=" + URL,
                "--only",
                "mon-fri 20:00-07:00, sat-sun",
                "--idle=5m",
                "--benchmark",
                "--leave=stop")
            .settings();
    Settings piped =
        StartLine.read(
            input(
                "{\"redis\": \"%s\", \"data\": \"/d\", \"only\": \"mon-fri 20:00-07:00, sat-sun\", \"idle\": \"300s\", \"leave\": \"stop\"}\n"
                    .formatted(URL)));

    assertThat(typed.owner())
        .isEqualTo(
            new OwnerPolicy(
                Optional.of(Hours.parse("mon-fri 20:00-07:00, sat-sun")),
                Optional.of(Duration.ofMinutes(5)),
                OwnerPolicy.Leave.STOP))
        .isEqualTo(piped.owner());
    assertThat(typed.benchmark()).isTrue();
    assertThat(piped.benchmark()).isFalse();
  }

  @Test
  void machineIsAlwaysLentUnlessItsOwnerSaysOtherwise() {
    Settings settings = arguments(Map.of(), "--redis", URL).settings();

    assertThat(settings.owner()).isEqualTo(OwnerPolicy.NONE);
    assertThat(settings.benchmark()).isFalse();
  }

  @Test
  void mostSlotsAreAllowed() {
    assertThat(arguments(Map.of(), "--redis", URL, "--slots", "64").settings().slots())
        .isEqualTo(64);
  }

  @Test
  void unknownOptionOffersTheNearest() {
    assertThatThrownBy(() -> arguments(Map.of(), "--slot", "3"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("did you mean --slots?");
  }

  @Test
  void urlInAWrongPlaceIsNotRepeated() {
    for (String[] words : new String[][] {{URL}, {"--slots", "2", URL}, {"--rediss", URL}}) {
      assertThatThrownBy(() -> arguments(Map.of(), words))
          .isInstanceOf(StartFailure.class)
          .hasMessageNotContaining("secret");
    }
  }

  private static Arguments arguments(Map<String, String> environment, String... words) {
    return Arguments.read(List.of(words), environment);
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
