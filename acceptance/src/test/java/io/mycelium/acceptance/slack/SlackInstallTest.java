package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.ApiCall;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.bridge.slack.far.Team;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several workspaces of Slack: they let Mycelium in, and remove it.
@Timeout(180)
class SlackInstallTest {
  private static final AtomicInteger MARKS = new AtomicInteger();

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "install" + MARKS.incrementAndGet() + "x";
  private final Team acme = town.slack().anotherTeam("acme" + mark);

  @BeforeAll
  static void start() throws IOException {
    Path secret = Files.writeString(folder.resolve("client.secret"), "far-client-secret\n");
    town =
        SlackTown.in(
            folder,
            "slack.client-id=1.1",
            "slack.client-secret-file=" + secret.toAbsolutePath(),
            "http.url=https://mycelium.example");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  /// The link by which somebody lets Mycelium in.
  private static URI link() {
    return link(town.call("platform-join", "{\"platform\":\"slack\"}", Optional.empty()));
  }

  private static URI link(Answer joined) {
    JsonNode fields = joined.reply().path("reply").path("fields");
    return URI.create(fields.path(0).path("value").asText());
  }

  /// Lets Mycelium into a workspace.
  private static HttpResponse<String> consent(URI link, Team team) {
    return land(consented(link, team));
  }

  /// Where Slack sends the browser of who agrees.
  private static URI consented(URI link, Team team) {
    HttpResponse<String> consented = get(URI.create(link + "&team=" + team.id()));
    assertThat(consented.statusCode()).isEqualTo(302);
    return URI.create(consented.headers().firstValue("Location").orElseThrow());
  }

  /// What the browser is shown where it comes back to, at the first gateway.
  private static HttpResponse<String> land(URI back) {
    return land(town.gateway(), back);
  }

  private static HttpResponse<String> land(RunningGateway gateway, URI back) {
    assertThat(back).hasHost("mycelium.example");
    return get(URI.create(gateway.url() + back.getRawPath() + "?" + back.getRawQuery()));
  }

  private static HttpResponse<String> get(URI address) {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the browser gets no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Lets Mycelium into the other workspace, whose channel shows the main room.
  private void installed() {
    assertThat(consent(link(), acme).statusCode()).isEqualTo(200);
    var options = Json.object().put("to", "main").put("channel", channel()).put("role", "member");
    Answer linked = town.call("channel-link", options.toString(), Optional.empty());
    assertThat(linked.status()).as(linked.body().toString()).isEqualTo(200);
  }

  private String channel() {
    return "slack/%s/%s".formatted(acme.id(), acme.channel("lobby"));
  }

  /// What the other workspace's channel shows of what was said in this test.
  private List<String> lobby() {
    return acme.person("carl").channel("lobby").stream()
        .map(Seen::words)
        .filter(words -> words.contains(mark))
        .toList();
  }

  private void shownInLobby(String words) {
    await(words)
        .atMost(SlackTown.SOON)
        .until(() -> lobby().stream().anyMatch(shown -> shown.contains(words)));
  }

  private void saidInRoom(String words) {
    await(words)
        .atMost(SlackTown.SOON)
        .until(() -> town.room(mark).stream().anyMatch(said -> said.contains(words)));
  }

  /// The state of the other workspace in the list.
  private Optional<String> state() {
    JsonNode rows = town.call("platform-list", "{}", Optional.empty()).reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.path(3).asText().equals("slack/" + acme.id()))
        .map(row -> row.path(1).asText())
        .findFirst();
  }

  @Test
  void aWorkspaceThatLetsMyceliumInHasAllThatTheFirstHas() {
    installed();

    acme.person("carl").say("lobby", mark + " from acme");
    saidInRoom(mark + " from acme");
    await()
        .atMost(SlackTown.SOON)
        .until(() -> !town.shown(SlackTown.GENERAL, mark + " from acme").isEmpty());
    town.person("ada").say(SlackTown.GENERAL, mark + " from far");
    shownInLobby(mark + " from far");
    assertThat(acme.person("carl").slash("lobby", "/mycelium task create " + mark).inTime())
        .isTrue();
    shownInLobby("open");

    assertThat(state()).contains("connected");
    assertThat(lobby()).filteredOn(words -> words.contains("from acme")).hasSize(1);
    assertThat(doctor()).contains("scopes in " + acme.domain());
    town.isClean();
  }

  private static String doctor() {
    return town.gateway().cli(town.gateway().operatorKey(), "doctor").out();
  }

  @Test
  void aLinkLetsInOneWorkspace() {
    URI link = link();
    Team other = town.slack().anotherTeam("other" + mark);

    assertThat(consent(link, acme).body()).contains("Mycelium is in " + acme.domain());
    HttpResponse<String> second = consent(link, other);

    assertThat(second.statusCode()).isEqualTo(410);
    assertThat(second.body()).contains("This link is of no use", "platform join slack");
    assertThat(state()).contains("connected");
    assertThat(town.call("platform-list", "{}", Optional.empty()).body().toString())
        .doesNotContain(other.id());
  }

  @Test
  void whoDoesNotAgreeMayTryAgain() {
    URI link = link();
    String state = link.getRawQuery().replaceAll(".*state=", "");

    HttpResponse<String> denied =
        land(
            URI.create(
                "https://mycelium.example/slack/oauth?error=access_denied%3Cb%3E&state=" + state));

    assertThat(denied.body()).contains("access_denied&lt;b&gt;", "not let in");
    assertThat(consent(link, acme).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyComesInWithoutAnInvitation() {
    int before = exchanges();
    String code = town.slack().consentCode(acme);

    for (String query : List.of("code=" + code, "code=%s&state=made-up".formatted(code))) {
      HttpResponse<String> answer =
          land(URI.create("https://mycelium.example/slack/oauth?" + query));
      assertThat(answer.statusCode()).isEqualTo(410);
    }

    assertThat(exchanges()).isEqualTo(before);
    assertThat(state()).isEmpty();
  }

  private static int exchanges() {
    return town.slack().calls("oauth.v2.access").size();
  }

  @Test
  void aCodeThatSlackDoesNotKnowUsesNothingUp() {
    URI link = link();
    String state = link.getRawQuery().replaceAll(".*state=", "");

    HttpResponse<String> answer =
        land(URI.create("https://mycelium.example/slack/oauth?code=made-up&state=" + state));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_code");
    assertThat(consent(link, acme).statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasLetInIsThereAfterARestartAndOnEveryGateway() {
    RunningGateway second = town.anotherGateway();
    installed();

    town.kill();
    acme.person("carl").say("lobby", mark + " to the second");
    await()
        .atMost(SlackTown.SOON)
        .until(() ->
            second
                .call(town.gateway().operatorKey(), "room-read", "{\"last\":50}")
                .body()
                .toString()
                .contains(mark + " to the second"));
    second.kill();
    town.restartAll();
    town.say(mark + " after the restart");

    shownInLobby(mark + " after the restart");
    assertThat(lobby()).doesNotHaveDuplicates();
  }

  @Test
  void aWorkspaceThatRemovesTheAppIsForgottenAndMayComeBack() throws IOException {
    installed();
    String token = acme.botToken();

    acme.uninstall();
    await().atMost(SlackTown.SOON).until(() -> state().isEmpty());
    town.say(mark + " meanwhile");
    assertThat(doctor()).contains("Mycelium is not in that workspace");

    assertThat(consent(link(), acme).statusCode()).isEqualTo(200);
    shownInLobby(mark + " meanwhile");
    acme.person("carl").say("lobby", mark + " back again");
    saidInRoom(mark + " back again");
    assertThat(kept()).doesNotContain(token, acme.botToken());
  }

  /// All that the store has ever written to disk.
  private static String kept() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.resolve("redis"))) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    var text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    assertThat(text).contains("platform.joined");
    return text.toString();
  }

  @Test
  void lateNewsOfARemovalDoesNotUndoThatItCameBack() {
    installed();
    acme.uninstall();
    await().atMost(SlackTown.SOON).until(() -> state().isEmpty());
    assertThat(consent(link(), acme).statusCode()).isEqualTo(200);

    acme.tellUninstalled();
    acme.person("carl").say("lobby", mark + " still here");

    saidInRoom(mark + " still here");
    assertThat(state()).contains("connected");
  }

  @Test
  void myceliumLeavesWhereItIsToldTo() {
    installed();

    String words = "platform leave slack/" + acme.id();
    var left = town.gateway().cli(town.gateway().operatorKey(), (words + " --yes").split(" "));

    assertThat(left.exit()).as(left.out() + left.err()).isZero();
    assertThat(town.slack().calls("apps.uninstall")).extracting(ApiCall::team).contains(acme.id());
    assertThat(state()).isEmpty();
  }

  @Test
  void aGatewayWithoutAnyTokenWaitsForItsFirstWorkspace() throws IOException {
    Path own = Files.createDirectory(folder.resolve(mark));
    try (SlackDouble slack = SlackDouble.unhurried();
        RunningGateway gateway =
            RunningGateway.start(own.resolve("data"), own, withoutToken(slack, own))) {
      String key = gateway.operatorKey();
      assertThat(gateway.cli(key, "doctor").out()).contains("None has let Mycelium in yet");
      await().atMost(SlackTown.SOON).until(() -> slack.sockets() == 2);

      Answer joined = gateway.call(key, "platform-join", "{\"platform\":\"slack\"}");
      URI back = consented(link(joined), slack.team());
      assertThat(land(gateway, back).statusCode()).isEqualTo(200);

      slack.team().person("dora").slash(SlackTown.GENERAL, "/mycelium whoami");
      await().atMost(SlackTown.SOON).until(() -> !slack.team().person("dora").alone().isEmpty());
    }
  }

  private static String[] withoutToken(SlackDouble slack, Path own) throws IOException {
    Path app = Files.writeString(own.resolve("app.token"), slack.appToken());
    Path secret = Files.writeString(own.resolve("client.secret"), slack.clientSecret());
    List<String> options = new ArrayList<>(List.of("--no-drone"));
    Stream.of(
            "slack.app-token-file=" + app.toAbsolutePath(),
            "slack.client-id=" + slack.clientId(),
            "slack.client-secret-file=" + secret.toAbsolutePath(),
            "slack.api=" + slack.api(),
            "http.url=https://mycelium.example")
        .forEach(setting -> options.addAll(List.of("--set", setting)));
    return options.toArray(String[]::new);
  }
}
