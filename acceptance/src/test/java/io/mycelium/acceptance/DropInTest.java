package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.Ran;
import io.mycelium.acceptance.running.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Functions that come, change and go while everything runs.
@Timeout(180)
class DropInTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static RunningGateway gateway;
  private static String ada;
  private static String bob;

  @BeforeAll
  static void start() {
    gateway = RunningGateway.start(folder.resolve("data"), folder);
    ada = gateway.operatorKey();
    bob = gateway.invite("bob", "member");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aFolderIsACommandOfHttpAndCommandLineAndThenGone() throws IOException {
    drop("greet", manifest("greet", "medium"), "read options; echo \"Hello to $options\"");

    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"greet\""));
    assertThat(gateway.fetch("/openapi.json").path("paths").has("/api/v1/commands/greet")).isTrue();
    assertThat(gateway.cli(ada, "help", "greet").out())
        .contains("greet")
        .contains("--name")
        .contains("whom to greet");
    Ran asked = gateway.cli(ada, "greet", "--name", "Bob", "--no-wait");
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(gateway.call(bob, "greet", "{\"name\":\"Ada\"}").status()).isEqualTo(202);

    remove("greet");
    await().atMost(SOON).until(() -> gateway.call(ada, "greet", "{}").status() == 404);
    assertThat(gateway.cli(ada, "greet", "--name", "Bob").exit()).isEqualTo(2);
  }

  @Test
  void aScriptThatChangedBetweenRequestAndGrantIsRefused() throws IOException {
    drop("shifty", manifest("shifty", "medium"), "echo first");
    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"shifty\""));
    String number = gateway.call(ada, "shifty", "{\"name\":\"x\"}").field("number").substring(1);
    String before = digest("shifty");

    drop("shifty", manifest("shifty", "medium"), "echo second, with other plans");
    await().atMost(SOON).until(() -> !digest("shifty").equals(before));
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));

    gateway.awaitWords(
        ada, "approval-show", "{\"approval\":\"%s\"}".formatted(number), "refused", "ask again");
  }

  @Test
  void aFileGoesFromTheCommandLineToAScriptAndAnotherComesBack() throws IOException {
    drop(
        "upper",
        """
        name: upper
        summary: Put a text into capitals
        risk: medium
        permission: functions.use
        options:
          text: {type: file, required: true, positional: true, help: the text}
        run: [sh, run.sh]
        """,
        "f=$(sed 's/.*\"text\":\"\\([^\"]*\\)\".*/\\1/'); tr a-z A-Z <\"$f\" >\"$MYCELIUM_OUT/upper.txt\"; echo \"Read ${f##*/}.\"");
    Files.writeString(folder.resolve("the words.txt"), "all of it");
    await()
        .atMost(SOON)
        .until(() -> gateway.fetch("/api/v1/catalog").toString().contains("\"upper\""));
    // A script in a shell is not contained everywhere.
    gateway.call(ada, "function-trust", "{\"name\":\"upper\"}");

    Path saved = folder.resolve("upper.txt");
    Process asked =
        gateway.begin(
            ada, "upper", folder.resolve("the words.txt").toString(), "--output", saved.toString());
    String number =
        await().atMost(SOON).until(() -> pending("upper"), Optional::isPresent).orElseThrow();
    String which = "{\"%s\":\"%s\"}";
    assertThat(gateway.call(bob, "approval-grant", which.formatted("approval", number)).status())
        .isEqualTo(200);
    Ran ran = gateway.finish(asked);

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(saved).hasContent("ALL OF IT");
    assertThat(gateway.call(bob, "room-read", which.formatted("thread", number)).body().toString())
        .contains("Read the words.txt.");
    remove("upper");
  }

  @Test
  void aJobStartsLaterAndAnotherOneAfterIt() throws IOException {
    drop("echo", manifest("echo", "low"), "cat \"${MYCELIUM_INPUTS:-/dev/null}\"; echo said");
    trusted("echo");

    Ran first = gateway.cli(ada, "echo", "--name", "x", "--start-in", "2s", "--no-wait", "--json");
    assertThat(first.exit()).as(first.err()).isZero();
    String id = job(first);
    Ran second = gateway.cli(ada, "echo", "--name", "y", "--start-after", id);

    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).contains(id, "said");
    assertThat(gateway.cli(ada, "echo", "--name", "z", "--start-after", "999").err())
        .contains("#999, which is no job of this room");
    remove("echo");
  }

  @Test
  void aScriptBelongsToTheTraceOfItsCallAlsoBehindAnApproval() throws IOException {
    drop("traced", manifest("traced", "medium"), "echo \"$TRACEPARENT $TRACESTATE\"");
    trusted("traced");
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    Answer asked =
        gateway.call(
            ada,
            "traced",
            "{\"name\":\"x\"}",
            "traceparent",
            parent,
            "tracestate",
            "congo=t61rcWkgMzE");
    String number = asked.field("number").substring(1);
    gateway.call(bob, "approval-grant", "{\"approval\":\"%s\"}".formatted(number));

    gateway.awaitWords(
        ada,
        "job-show",
        "{\"job\":\"%s\"}".formatted(number),
        "done",
        parent + " congo=t61rcWkgMzE");
    remove("traced");
  }

  /// Trusts a package as soon as it was found, and waits until it can be called.
  private static void trusted(String name) {
    await()
        .atMost(SOON)
        .until(() ->
            gateway.call(ada, "function-trust", "{\"name\":\"%s\"}".formatted(name)).status() == 200
                && gateway.fetch("/api/v1/catalog").toString().contains("\"" + name + "\""));
  }

  private static String job(Ran asked) {
    Matcher id = Pattern.compile("job_[a-z0-9]+").matcher(asked.out());
    assertThat(id.find()).as(asked.out()).isTrue();
    return id.group();
  }

  private static Optional<String> pending(String command) {
    for (var row : gateway.call(ada, "approval-list", "{}").reply().path("rows")) {
      if (row.toString().contains("\"" + command + " ")) {
        return Optional.of(row.path(0).asText().replace("#", ""));
      }
    }
    return Optional.empty();
  }

  @Test
  void aBrokenManifestIsReportedWithFileLineAndCauseAndDisturbsNothing() throws IOException {
    drop(
        "broken",
        "name: broken\nsummary: cannot be\nrisk: medium\npermission: functions.dream\nrun: [sh, run.sh]\n",
        "echo never");

    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          String list = gateway.call(ada, "function-list", "{}").body().toString();
          assertThat(list).contains("function.yaml:4").contains("functions.dream");
        });
    assertThat(gateway.call(ada, "room-read", "{\"name\":\"operators\"}").body().toString())
        .contains("function.yaml")
        .contains("functions.dream");
    assertThat(gateway.call(bob, "task-list", "{}").status()).isEqualTo(200);
    remove("broken");
  }

  @Test
  void builtInNamesAndLowRiskAreRefused() throws IOException {
    drop("say", manifest("say", "medium"), "echo mine");
    drop("harmless", manifest("harmless", "low"), "echo really");

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(gateway.call(ada, "function-list", "{}").body().toString())
                .contains("\"say\"")
                .contains("taken")
                .contains("harmless")
                .contains("low"));
    assertThat(gateway.call(ada, "harmless", "{\"name\":\"x\"}").status()).isEqualTo(404);
    assertThat(gateway.call(ada, "task-list", "{}").reply().path("kind").asText())
        .isEqualTo("table");
    remove("say");
    remove("harmless");
  }

  private static String digest(String name) {
    for (var row : gateway.call(ada, "function-list", "{}").reply().path("rows")) {
      if (row.path(0).asText().equals(name)) {
        return row.path(4).asText();
      }
    }
    return "";
  }

  private static String manifest(String name, String risk) {
    return """
    name: %s
    summary: Greet somebody
    risk: %s
    permission: functions.use
    options:
      name: {type: text, required: true, help: whom to greet}
    run: [sh, run.sh]
    """
        .formatted(name, risk);
  }

  private static void drop(String name, String manifest, String script) throws IOException {
    Path target = gateway.data().resolve("functions.d").resolve(name);
    Files.createDirectories(target);
    Files.writeString(target.resolve("run.sh"), script + "\n");
    Files.writeString(target.resolve("function.yaml"), manifest);
  }

  private static void remove(String name) throws IOException {
    try (Stream<Path> files = Files.walk(gateway.data().resolve("functions.d").resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
