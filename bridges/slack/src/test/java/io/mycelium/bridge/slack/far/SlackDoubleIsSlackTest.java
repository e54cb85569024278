package io.mycelium.bridge.slack.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.fixture.NpmFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The double is not just our own idea of Slack: programs of others take it for Slack, and it says
/// what another double says.
@NeedsNode
final class SlackDoubleIsSlackTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static NpmFolder npm;

  @BeforeAll
  static void install() {
    npm =
        NpmFolder.of(
            SlackDoubleIsSlackTest.class,
            "npm-slack",
            "schema.mjs",
            "sent.ts",
            "bolt.mjs",
            "emulate.yaml");
  }

  @Test
  void boltForNodeIsServedLikeAnyApp() throws Exception {
    try (SlackDouble slack = SlackDouble.start()) {
      ProcessBuilder builder = npm.node("bolt.mjs");
      builder.environment().put("SLACK_API", slack.api().toString());
      builder.environment().put("SLACK_APP_TOKEN", slack.appToken());
      builder.environment().put("SLACK_BOT_TOKEN", slack.team().botToken());
      Process bolt = quiet(builder, "bolt.log");
      try {
        await().atMost(SOON).until(() -> slack.sockets() == 1);
        SlackPerson ada = slack.team().person("ada");

        assertThat(ada.slash("general", "/mycelium hello").inTime()).isTrue();
        await().atMost(SOON).until(() -> ada.channel("general").size() == 1);
        assertThat(ada.alone()).extracting(Seen::words).containsExactly("heard hello");
        assertThat(ada.press(ada.channel("general").getFirst(), "Ask").inTime()).isTrue();
        await().atMost(SOON).until(() -> ada.modal().isPresent());
        ada.submit(Map.of("Reason", "no"));
        assertThat(ada.modal().orElseThrow().errors()).containsEntry("Reason", "say more");
        ada.submit(Map.of("Reason", "because"));
        assertThat(ada.modal()).isEmpty();
        ada.mention("general", "are you there?");

        await()
            .atMost(SOON)
            .untilAsserted(() ->
                assertThat(ada.channel("general"))
                    .extracting(Seen::text)
                    .contains("reason because", "yes"));
        assertThat(slack.late()).isEmpty();
        assertThat(slack.invalidBlocks()).isEmpty();
      } finally {
        bolt.destroy();
        bolt.waitFor(5, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void callsEndAsOnAnotherDouble() throws Exception {
    int port = freePort();
    Process emulate =
        quiet(
            npm.ownNode(
                "node_modules/emulate/dist/index.js",
                "start",
                "--service",
                "slack",
                "--port",
                String.valueOf(port),
                "--seed",
                "emulate.yaml"),
            "emulate.log");
    try (SlackDouble slack = SlackDouble.start()) {
      await().atMost(SOON).until(() -> listens(port));
      slack.team().channel("ops");

      List<String> theirs = outcomes("http://127.0.0.1:" + port + "/api/", "xoxb-local-test-0001");
      List<String> ours = outcomes(slack.api().toString(), slack.team().botToken());

      assertThat(ours).isEqualTo(theirs);
    } finally {
      emulate.destroy();
      emulate.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private interface Answered {
    SlackApiTextResponse call() throws IOException, SlackApiException;
  }

  private static List<String> outcomes(String api, String token)
      throws IOException, SlackApiException {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(api);
    MethodsClient app = Slack.getInstance(config).methods(token);
    String ops =
        app.conversationsList(r -> r).getChannels().stream()
            .filter(c -> c.getName().equals("ops"))
            .findFirst()
            .orElseThrow()
            .getId();
    String ts = app.chatPostMessage(r -> r.channel(ops).text("root")).getTs();
    List<String> outcomes = new ArrayList<>();
    Map<String, Answered> calls = new LinkedHashMap<>();
    calls.put("auth.test", () -> app.authTest(r -> r));
    calls.put("post nowhere", () -> app.chatPostMessage(r -> r.channel("C0NOWHERE").text("x")));
    calls.put("post nothing", () -> app.chatPostMessage(r -> r.channel(ops)));
    calls.put("reply", () -> app.chatPostMessage(r -> r.channel(ops).threadTs(ts).text("reply")));
    calls.put("update", () -> app.chatUpdate(r -> r.channel(ops).ts(ts).text("new")));
    calls.put(
        "update nothing", () -> app.chatUpdate(r -> r.channel(ops).ts("1.000001").text("new")));
    calls.put("history", () -> app.conversationsHistory(r -> r.channel(ops)));
    calls.put("history of nowhere", () -> app.conversationsHistory(r -> r.channel("C0NOWHERE")));
    calls.put("replies", () -> app.conversationsReplies(r -> r.channel(ops).ts(ts)));
    calls.put("react", () -> app.reactionsAdd(r -> r.channel(ops).timestamp(ts).name("eyes")));
    calls.put(
        "react again", () -> app.reactionsAdd(r -> r.channel(ops).timestamp(ts).name("eyes")));
    calls.put("unreact", () -> app.reactionsRemove(r -> r.channel(ops).timestamp(ts).name("eyes")));
    calls.put("nobody's profile", () -> app.usersInfo(r -> r.user("U0NOBODY")));
    calls.put("delete", () -> app.chatDelete(r -> r.channel(ops).ts(ts)));
    for (Map.Entry<String, Answered> each : calls.entrySet()) {
      SlackApiTextResponse answer = each.getValue().call();
      outcomes.add(each.getKey() + ": " + (answer.isOk() ? "ok" : answer.getError()));
    }
    return outcomes;
  }

  @Test
  void theSchemaIsThatOfSlacksOwnTypes() throws Exception {
    Path fresh = npm.folder().resolve("fresh.schema.json");
    Process generator =
        npm.node("schema.mjs").redirectErrorStream(true).redirectOutput(fresh.toFile()).start();

    assertThat(generator.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(BlockKit.schemaText()).isEqualTo(Files.readString(fresh, StandardCharsets.UTF_8));
  }

  private static Process quiet(ProcessBuilder builder, String log) throws IOException {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(npm.folder().resolve(log).toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
