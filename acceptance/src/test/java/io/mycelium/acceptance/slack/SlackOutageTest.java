package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.bridge.slack.far.Ack;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Slack is away for a while, or does not let us in.
@Timeout(180)
class SlackOutageTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration OUTAGE = Duration.ofSeconds(10);
  private static final Duration CAUGHT_UP = Duration.ofSeconds(60);
  private static final Duration LOCKED_OUT = Duration.ofSeconds(60);
  private static final String GENERAL = SlackTown.GENERAL;
  private static final int SOCKETS = 2;

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "away" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
    town.link("other", "main");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.isClean();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSaidWhileSlackIsAwayIsThereOnceAndInOrder(boolean unreachable) {
    SlackPerson ada = town.person("ada");
    String root = ada.say(GENERAL, mark + " root");
    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark + " root").size() == 1);
    List<String> there = new ArrayList<>();
    List<String> here = new ArrayList<>();

    if (unreachable) {
      town.slack().goDown();
    } else {
      town.slack().failAll();
    }
    long until = System.nanoTime() + OUTAGE.toNanos();
    for (int i = 0; System.nanoTime() < until; i++) {
      there.add("%s there %d".formatted(mark, i));
      ada.say(GENERAL, there.getLast());
      here.add("%s here %d".formatted(mark, i));
      town.say(here.getLast());
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }
    ada.sayInThread(GENERAL, root, mark + " reply");
    Ack typed = ada.slash(GENERAL, "/mycelium task create '" + mark + " made'");
    town.slack().comeBack();

    assertThat(typed.inTime()).as("Slack itself says that a command failed").isFalse();
    await()
        .atMost(CAUGHT_UP)
        .untilAsserted(() -> assertThat(town.texts("other", mark + " there")).isEqualTo(there));
    await()
        .atMost(CAUGHT_UP)
        .untilAsserted(() -> assertThat(town.texts(GENERAL, mark + " here")).isEqualTo(here));
    await()
        .atMost(CAUGHT_UP)
        .until(() -> repliesIn("other", mark + " root").equals(List.of(mark + " reply")));
    assertThat(town.texts("other", mark + " here")).isEqualTo(here);
    town.connected(SOCKETS);
    ada.slash(GENERAL, "/mycelium task create '" + mark + " made'");
    town.card(mark + " made", shown -> true);
  }

  @Test
  void aSocketCutInTheMiddleOfAnApprovalLosesNoDecision() {
    Seen card = town.ask(mark);

    CompletableFuture<Ack> click = town.person("ada").pressing(card, "Grant");
    town.cut();

    if (!click.join().inTime()) {
      // What did not arrive is said by Slack itself; the next click counts.
      assertThat(town.person("ada").notices()).isNotEmpty();
      town.forgive();
      town.connected(SOCKETS);
      town.person("ada").press(card, "Grant");
    }
    town.card(mark, shown -> "ada".equals(shown.fields().get("Decided by")));
    town.connected(SOCKETS);
  }

  @Test
  void whatIsSaidBetweenTwoConnectionsIsThere() {
    town.cut();
    town.person("ada").say(GENERAL, mark + " between");

    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark + " between").size() == 1);
    town.connected(SOCKETS);
  }

  @Test
  void whatIsMissedIsReadAlthoughSlackWantsToBeLeftAlone() {
    town.slack().faults().refuses("conversations.history", Duration.ofSeconds(1), 4);
    town.slack().faults().refuses("apps.connections.open", Duration.ofSeconds(1), 1);
    town.cut();
    town.person("ada").say(GENERAL, mark + " between");

    await().atMost(SlackTown.SOON).until(() -> town.shown("other", mark + " between").size() == 1);
    town.connected(SOCKETS);
  }

  @Test
  void aMentionThatNobodyHeardIsAnsweredAfterwards() {
    town.slack().goDown();
    town.person("ada").mention(GENERAL, "task show 54321");
    town.slack().comeBack();

    town.told("ada", "54321");
    town.connected(SOCKETS);
  }

  @Test
  void newConnectionsTakeOverWhenSlackAsksForThem() {
    town.slack().disconnect("refresh_requested");
    town.person("ada").say(GENERAL, mark + " meanwhile");

    await()
        .atMost(SlackTown.SOON)
        .until(() -> town.shown("other", mark + " meanwhile").size() == 1);
    town.connected(SOCKETS);
  }

  @Test
  void aGatewayThatStartsWhileSlackIsAwayConnectsLater() {
    town.kill();
    town.slack().faults().fails("auth.test", "service_unavailable", 2);
    town.slack().faults().refuses("apps.connections.open", Duration.ofSeconds(1), 1);
    town.person("ada").say(GENERAL, mark + " nobody hears it");

    town.again();

    await()
        .atMost(SlackTown.SOON)
        .until(() -> town.shown("other", mark + " nobody hears it").size() == 1);
  }

  @Test
  void aTokenThatIsTakenAndGivenBackLosesNothing() {
    Seen card = town.ask(mark);
    town.slack().team().revoke();
    town.say(mark + " said");
    town.person("ada").say(GENERAL, mark + " heard");
    await().atMost(SlackTown.SOON).until(() -> town.room(mark + " heard").size() == 1);

    town.installAgain();

    await().atMost(LOCKED_OUT).until(() -> town.shown(GENERAL, mark + " said").size() == 1);
    await().atMost(LOCKED_OUT).until(() -> town.shown("other", mark + " heard").size() == 1);
    town.person("ada").press(card, "Grant");
    town.card(mark, shown -> "ada".equals(shown.fields().get("Decided by")));
  }

  private static List<String> repliesIn(String channel, String root) {
    String ts = town.shown(channel, root).getFirst().id();
    return Post.all(town.person("ada").thread(channel, ts)).stream().map(Shown::text).toList();
  }
}
