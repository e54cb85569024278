package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.bridge.slack.far.ApiCall;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.core.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Gateways die at bad moments, and work side by side.
@Timeout(180)
class SlackKillTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration LONG = Duration.ofSeconds(8);
  private static final int MANY = 1_000;
  private static final String GENERAL = SlackTown.GENERAL;

  @TempDir static Path folder;

  private static SlackTown town;
  private static RunningGateway second;

  private final String mark = "kill" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
    town.link("other", "main");
    second = town.anotherGateway();
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.slack().faults().latency(Duration.ZERO);
    town.slack().faults().refuses("chat.update", Duration.ZERO, 0);
    assertThat(town.slack().invalidBlocks()).isEmpty();
  }

  /// What is said at the same moment at two gateways has no order; what follows on an answer has.
  @Test
  void twoGatewaysShowWhatIsSaidAtBothOnceAndInOrder() {
    List<String> here = new ArrayList<>();
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      there.add("%s there %d".formatted(mark, i));
      town.person("ada").say(GENERAL, there.getLast());
      here.add("%s here %d".formatted(mark, i));
      RunningGateway gateway = i % 2 == 0 ? town.gateway() : second;
      gateway.call(
          town.gateway().operatorKey(),
          "say",
          Json.object().put("text", here.getLast()).toString());
    }

    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() ->
            assertThat(town.texts("other", mark + " there"))
                .containsExactlyInAnyOrderElementsOf(there));
    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() -> assertThat(town.texts(GENERAL, mark + " here")).isEqualTo(here));
    town.settled();
    List<String> other = town.texts("other", mark);
    assertThat(other).containsExactlyInAnyOrderElementsOf(town.room(mark)).doesNotHaveDuplicates();
    assertThat(other).filteredOn(here::contains).isEqualTo(here);
    assertThat(town.texts(GENERAL, mark + " here")).isEqualTo(here);
    town.isClean();
  }

  @Test
  void aCardIsBroughtUpToDateWhenItsGatewayDiedAfterTheClick() {
    Seen card = town.ask(mark);
    town.slack().faults().refuses("chat.update", Duration.ofSeconds(1), MANY);
    town.person("ada").press(card, "Grant");
    await().atMost(SlackTown.SOON).until(() -> town.decider(mark).equals("ada"));

    town.kill();
    second.kill();
    town.connected(0);
    town.slack().faults().refuses("chat.update", Duration.ZERO, 0);
    restart();

    Seen decided =
        town.card(
            mark,
            shown -> "ada".equals(shown.fields().get("Decided by")) && shown.offers().isEmpty());
    assertThat(decided.ts()).isEqualTo(card.ts());
  }

  @Test
  void whatWasPostedByAGatewayThatDiedBeforeItKnewIsPostedOnce() {
    town.slack().faults().latency(LONG);
    town.say(mark + " said");
    await()
        .atMost(SlackTown.SOON)
        .until(() ->
            posts(mark + " said").stream().map(SlackKillTest::channel).distinct().count() == 2);

    town.kill();
    second.kill();
    town.connected(0);
    town.slack().faults().latency(Duration.ZERO);
    restart();
    town.say(mark + " afterwards");

    await()
        .atMost(SlackTown.SOON)
        .until(() -> town.shown(GENERAL, mark + " afterwards").size() == 1);
    town.settled();
    assertThat(town.shown(GENERAL, mark + " said")).hasSize(1);
    assertThat(town.shown("other", mark + " said")).hasSize(1);
    assertThat(posts(mark + " said")).hasSize(2);
  }

  @Test
  void theOtherGatewayGoesOnWhereOneDied() {
    town.slack().faults().latency(LONG);
    town.say(mark + " first");
    await().atMost(SlackTown.SOON).until(() -> !posts(mark + " first").isEmpty());
    town.kill();
    town.slack().faults().latency(Duration.ZERO);

    second.call(
        town.gateway().operatorKey(),
        "say",
        Json.object().put("text", mark + " second").toString());
    town.person("ada").say(GENERAL, mark + " third");

    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark).size() == 3);
    town.again();
    town.settled();
    assertThat(town.texts(GENERAL, mark)).hasSize(3).doesNotHaveDuplicates();
    assertThat(town.texts("other", mark))
        .isEqualTo(List.of(mark + " first", mark + " second", mark + " third"));
  }

  @Test
  void whatIsSaidWhileNoGatewayRunsIsThereAfterwards() {
    town.kill();
    second.kill();
    town.connected(0);
    for (int i = 0; i < 3; i++) {
      town.person("ada").say(GENERAL, "%s word %d".formatted(mark, i));
    }
    restart();

    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark).size() == 3);
    assertThat(town.texts("other", mark))
        .isEqualTo(List.of(mark + " word 0", mark + " word 1", mark + " word 2"));
  }

  @Test
  void whatIsEditedWhileNoGatewayRunsIsEditedAfterwards() {
    String ts = town.person("ada").say(GENERAL, mark + " befor");
    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark).size() == 1);
    town.kill();
    second.kill();
    town.connected(0);
    town.person("ada").edit(GENERAL, ts, mark + " before");
    restart();

    await()
        .atMost(SlackTown.SOON)
        .until(() -> town.texts("other", mark).equals(List.of(mark + " before")));
    assertThat(town.room(mark)).containsExactly(mark + " before");
  }

  private static void restart() {
    town.restartAll();
    second = town.gateways().getLast();
  }

  private static List<ApiCall> posts(String words) {
    return town.slack().calls("chat.postMessage").stream()
        .filter(call -> call.arguments().toString().contains(words))
        .toList();
  }

  private static String channel(ApiCall call) {
    return call.arguments().get("channel");
  }
}
