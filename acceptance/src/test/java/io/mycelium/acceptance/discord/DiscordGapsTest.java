package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways in front of one Discord, and connections that break: one gateway is connected, and
/// nothing that is said in between is lost, doubled or out of order.
@NeedsNode
@Timeout(180)
class DiscordGapsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  private DiscordTwin discord;
  private EmbeddedRedis redis;
  private RunningGateway first;
  private RunningGateway second;
  private DiscordPerson ada;
  private String channel;

  @BeforeEach
  void start() {
    discord = DiscordTwin.unhurried();
    discord.limits().speedUp(100);
    channel = discord.channel("general");
    ada = discord.person("ada");
    redis = EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")));
    first = gateway("first");
    await().atMost(SOON).until(() -> discord.sockets() == 1);
    second = gateway("second");
    String linked = "discord/%s/%s".formatted(discord.guild(), channel);
    String link =
        Json.object().put("to", "main").put("channel", linked).put("role", "member").toString();
    await().atMost(SOON).until(() -> second.call(key(), "channel-link", link).status() == 200);
    await().atMost(SOON).until(() -> !discord.commands("").isEmpty());
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
    redis.close();
    discord.close();
    assertThat(discord.invalid()).isEmpty();
  }

  private RunningGateway gateway(String name) {
    List<String> options = new ArrayList<>(List.of("--redis", redis.address().url(), "--no-drone"));
    options.addAll(List.of(DiscordStage.options(discord, folder)));
    return RunningGateway.start(folder.resolve(name), folder, options.toArray(String[]::new));
  }

  private String key() {
    return first.operatorKey();
  }

  /// What the room says, oldest first.
  private List<String> room() {
    JsonNode rows = second.call(key(), "room-read", "{}").reply().path("rows");
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.path(2).asText()));
    return texts;
  }

  private List<String> said(String mark) {
    return room().stream().filter(text -> text.startsWith(mark)).toList();
  }

  private void hears(String... words) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(said("word").reversed()).containsExactlyInAnyOrder(words));
  }

  @Test
  void theOtherGatewayTakesOverAndReadsWhatWasMissed() {
    ada.say(channel, "word before");
    hears("word before");
    assertThat(discord.sockets()).isEqualTo(1);

    first.kill();
    ada.say(channel, "word meanwhile");
    await().atMost(SOON).until(() -> discord.sockets() == 1);
    ada.say(channel, "word after");

    hears("word before", "word meanwhile", "word after");
    second.call(key(), "say", Json.object().put("text", "from the room").toString());
    await()
        .atMost(SOON)
        .until(() ->
            ada.channel(channel).stream().map(Seen::words).anyMatch(w -> w.contains("from the")));
    assertThat(discord.requests())
        .as("commands that did not change are not sent again")
        .filteredOn(r -> r.method().equals("PUT") && r.path().endsWith("/commands"))
        .hasSize(1);
  }

  @Test
  void whatWasSaidWhileASessionWasForgottenIsReadOnce() {
    ada.say(channel, "word one");
    hears("word one");

    discord.cutAndForget();
    ada.say(channel, "word two");
    String root = ada.say(channel, "word three");
    ada.thread(seen(root), "talk");
    ada.say(root, "word in the thread");

    await().atMost(SOON).until(() -> said("word").contains("word three"));
    hears("word one", "word two", "word three");
    await().atMost(SOON).until(() -> thread("word three").contains("word in the thread"));
  }

  @Test
  void suggestionsComeFromWhatIsThere() {
    second.call(key(), "task-create", Json.object().put("title", "mend the roof").toString());

    List<String> suggested = ada.suggestions(channel, "task show", Map.of("task", "roof"), "task");

    assertThat(suggested).singleElement().asString().contains("mend the roof");
  }

  private Seen seen(String id) {
    return ada.channel(channel).stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private String thread(String text) {
    JsonNode rows = second.call(key(), "room-read", "{}").reply().path("rows");
    for (JsonNode row : rows) {
      if (row.path(2).asText().equals(text)) {
        String options = Json.object().put("thread", row.path(3).asText()).toString();
        return second.call(key(), "room-read", options).reply().toString();
      }
    }
    return "";
  }
}
