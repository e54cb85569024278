package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.discord.far.Recorded;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A gateway dies at bad moments.
@NeedsNode
@Timeout(180)
class DiscordKillTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  /// Discord knows a delivery by its mark for some minutes.
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private static final int MANY = 1_000;
  private static final String GENERAL = Town.GENERAL;
  private static final String EDITS = "PATCH /channels/\\d+/messages/\\d+";
  private static final String POSTS = "/channels/\\d+/messages";

  @TempDir static Path folder;

  private static DiscordTown town;

  @BeforeAll
  static void start() {
    town = DiscordTown.in(folder);
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.discord().faults().latency(Duration.ZERO);
    town.discord().faults().refuses(EDITS, Duration.ZERO, 0);
    town.isClean();
  }

  @Test
  void aCardIsBroughtUpToDateWhenItsGatewayDiedAfterTheClick() {
    Seen card = town.ask("clicked");
    town.discord().faults().refuses(EDITS, Duration.ofSeconds(1), MANY);
    town.person("ada").press(card, "Grant");
    await().atMost(Town.SOON).until(() -> town.decider("clicked").equals("ada"));

    town.kill();
    town.discord().faults().refuses(EDITS, Duration.ZERO, 0);
    town.again();

    assertThat(town.decided("clicked", "ada").id()).isEqualTo(card.id());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasPostedByAGatewayThatDiedBeforeItKnewIsPostedOnce(boolean marked) {
    String mark = marked ? "marked" : "unmarked";
    town.settled();
    town.discord().faults().latency(LONG);
    town.call("task-create", title(mark), Optional.empty());
    await().atMost(Town.SOON).until(() -> !posts(mark).isEmpty());

    town.kill();
    town.discord().faults().latency(Duration.ZERO);
    if (!marked) {
      town.discord().pass(FORGOTTEN);
    }
    town.again();
    town.settled();

    Seen card = town.card(mark, shown -> shown.offers("Start"));
    assertThat(posts(mark)).as("looked for before it is posted again").hasSize(1);
    town.person("ada").press(card, "Start");
    assertThat(town.card(mark, shown -> shown.state().equals("started")).id())
        .as("the gateway knows the message by now")
        .isEqualTo(card.id());
  }

  private static String title(String mark) {
    return Json.object().put("title", mark + " task").toString();
  }

  private static List<Recorded> posts(String words) {
    return town.requests("POST", POSTS).stream()
        .filter(request -> request.body().contains(words + " task"))
        .toList();
  }
}
