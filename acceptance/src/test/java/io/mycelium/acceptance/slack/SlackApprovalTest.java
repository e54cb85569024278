package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.slack.far.Ack;
import io.mycelium.bridge.slack.far.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Deciding by a button in Slack, where things go wrong around it.
@Timeout(180)
class SlackApprovalTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration LIFE = Duration.ofSeconds(15);

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "notes" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder.resolve("town"));
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.isClean();
  }

  @Test
  void aRestartBetweenRequestAndClickLosesNoClick() {
    Seen card = town.ask(mark);
    town.kill();
    town.again();

    Ack click = town.person("ada").press(card, "Grant");

    assertThat(click.inTime()).isTrue();
    Seen decided = town.card(mark, granted("ada"));
    assertThat(decided.ts()).isEqualTo(card.ts());
  }

  @Test
  void whoMayNotDecideIsToldWhyAlone() {
    Seen card = town.ask(mark);
    int before = town.alone("olga").size();

    town.person("olga").press(card, "Grant");
    town.person("eve").press(card, "Grant");

    await().atMost(SlackTown.SOON).until(() -> town.alone("olga").size() > before);
    assertThat(town.alone("olga").getLast()).contains("You asked for").contains("yourself");
    town.told("eve", "does not know you yet");
    assertThat(town.shown(SlackTown.GENERAL, "does not know you yet")).isEmpty();
    town.pending(mark);
  }

  @Test
  void whatIsDecidedElsewhereLosesItsButtons() {
    Seen card = town.ask(mark);
    String key = town.gateway().keyOf("bob");

    town.call("approval-grant", approval(town.number(mark)), Optional.of(key));

    Seen decided = town.card(mark, granted("bob"));
    assertThat(decided.ts()).isEqualTo(card.ts());
    assertThat(decided.buttons()).isEmpty();
  }

  @Test
  void whatExpiresLosesItsButtonsAndSaysSo() {
    try (SlackTown brief = SlackTown.in(folder.resolve("brief"), "approvals.life=15s")) {
      Seen card = brief.ask(mark);

      await()
          .atMost(LIFE.plus(SlackTown.SOON))
          .until(() -> brief.cards(mark).getFirst().state().equals("expired"));

      assertThat(brief.card(mark, shown -> shown.offers().isEmpty()).ts()).isEqualTo(card.ts());
      brief.person("ada").press(card, "Grant");
      brief.told("ada", "how things are now: expired");
      brief.isClean();
    }
  }

  @Test
  void ofTwoClicksAtOnceOneDecidesAndTheOtherIsToldWho() {
    Seen card = town.ask(mark);
    List<String> people = List.of("ada", "bob");
    Map<String, Integer> told =
        Map.of("ada", town.alone("ada").size(), "bob", town.alone("bob").size());

    Map<String, CompletableFuture<Ack>> clicks =
        Map.of(
            "ada", town.person("ada").pressing(card, "Grant"),
            "bob", town.person("bob").pressing(card, "Grant"));

    clicks.values().forEach(click -> assertThat(click.join().inTime()).isTrue());
    town.card(mark, granted("ada").or(granted("bob")));
    String winner = town.cards(mark).getFirst().fields().get("Decided by");
    String loser = people.stream().filter(name -> !name.equals(winner)).findFirst().orElseThrow();
    int before = told.get(loser);
    await().atMost(SlackTown.SOON).until(() -> town.alone(loser).size() > before);
    assertThat(town.alone(loser).getLast()).contains("by " + winner + ".");
    // The job begins to wait meanwhile, by which the card is drawn again.
    town.card(mark, granted(winner).and(shown -> shown.state().equals("waiting")));
    assertThat(town.alone(winner)).hasSize(told.get(winner));
  }

  @Test
  void ofTwoPendingTheClickedOneIsDecided() {
    town.ask(mark + "older");
    Seen newer = town.ask(mark + "newer");

    town.person("ada").press(newer, "Grant");

    town.card(mark + "newer", granted("ada"));
    town.pending(mark + "older");
  }

  @Test
  void oneClickIsAnsweredOnceByTwoGatewaysWithTwoSocketsEach() {
    try (SlackTown two = SlackTown.in(folder.resolve("two"))) {
      two.anotherGateway();
      Seen card = two.ask(mark);
      int before = two.alone("olga").size();
      two.slack().faults().deliversTwice(true);

      for (int click = 1; click <= 4; click++) {
        two.person("olga").press(card, "Grant");
        int answers = before + click;
        await().atMost(SlackTown.SOON).until(() -> two.alone("olga").size() >= answers);
      }
      two.person("ada").press(card, "Grant");
      two.card(mark, granted("ada"));
      two.person("bob").press(card, "Grant");
      two.told("bob", "by ada.");

      assertThat(two.alone("olga")).hasSize(before + 4);
      assertThat(two.alone("ada")).noneMatch(said -> said.contains("by ada"));
      assertThat(two.alone("bob")).filteredOn(said -> said.contains("by ada.")).hasSize(1);
      two.isClean();
    }
  }

  @Test
  void aStaleClickIsAnsweredWithASentence() {
    Seen card = town.ask(mark);
    town.person("ada").press(card, "Grant");
    town.card(mark, granted("ada"));
    town.kill();
    town.again();
    int before = town.alone("bob").size();

    town.person("bob").press(card, "Grant");

    await().atMost(SlackTown.SOON).until(() -> town.alone("bob").size() > before);
    assertThat(town.alone("bob").getLast())
        .contains("decided by ada")
        .doesNotContainPattern("apr_|post_|p\\.[a-z0-9]{10}");
  }

  @Test
  void noButtonLeadsToAnAddress() {
    Seen card = town.ask(mark);

    assertThat(card.buttons()).containsExactly("Grant", "Deny");
    assertThat(card.blocks().toString()).doesNotContain("\"url\"").doesNotContain("http");
  }

  private static Predicate<Shown> granted(String by) {
    return shown ->
        by.equals(shown.fields().get("Decided by"))
            && !shown.state().equals("pending")
            && shown.offers().isEmpty();
  }

  private static String approval(String number) {
    return "{\"approval\":\"%s\"}".formatted(number);
  }
}
