package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.running.Answer;
import io.mycelium.acceptance.running.RunningGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several guilds of Discord.
@Timeout(120)
class DiscordGuildsTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static DiscordStage stage;

  @BeforeAll
  static void start() {
    stage = DiscordStage.in(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static Answer call(String command, String options) {
    RunningGateway gateway = stage.stage().gateway();
    return gateway.call(gateway.operatorKey(), command, options);
  }

  private static List<String> guilds() {
    JsonNode rows = call("platform-list", "{}").reply().path("rows");
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.path(3).asText())
        .toList();
  }

  @Test
  void theLinkOpensDiscordsPageForOurApplication() {
    Answer joined = call("platform-join", "{\"platform\":\"discord\"}");

    assertThat(joined.reply().path("reply").path("fields").path(0).path("value").asText())
        .startsWith("https://discord.com/oauth2/authorize?client_id=" + stage.discord().bot())
        .contains("scope=bot+applications.commands", "permissions=");
  }

  @Test
  void aGuildThatIsLeftIsNoLongerThere() {
    String other = "discord/" + stage.discord().otherGuild();
    String own = "discord/" + stage.discord().guild();
    assertThat(guilds()).contains(own, other);

    RunningGateway gateway = stage.stage().gateway();
    var left = gateway.cli(gateway.operatorKey(), "platform", "leave", other, "--yes");

    assertThat(left.exit()).as(left.out() + left.err()).isZero();
    await().atMost(SOON).untilAsserted(() -> assertThat(guilds()).containsExactly(own));
    assertThat(stage.discord().invalid()).isEmpty();
  }
}
