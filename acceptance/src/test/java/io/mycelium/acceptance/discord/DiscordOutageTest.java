package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Discord is away for a while, or does not let us in.
@NeedsNode
@Timeout(180)
class DiscordOutageTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final Duration LOCKED_OUT = Duration.ofSeconds(60);
  private static final String GENERAL = Town.GENERAL;
  private static final String EDITS = "PATCH /channels/\\d+/messages/\\d+";
  private static final String HISTORY = "GET /channels/\\d+/messages";

  @TempDir static Path folder;

  private static DiscordTown town;
  private static DiscordPerson ada;
  private static String general;

  private final String mark = "away" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = DiscordTown.in(folder);
    ada = town.person("ada");
    general = town.id(GENERAL);
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
  void whatIsSaidWhileDiscordIsAwayIsThereOnceAndInOrder(boolean unreachable) {
    String root = ada.say(general, mark + " root");
    await().atMost(Town.SOON).until(() -> town.room(mark + " root").size() == 1);
    List<String> there = new ArrayList<>();
    List<String> here = new ArrayList<>();

    if (unreachable) {
      town.discord().goDown();
    } else {
      town.discord().failAll();
    }
    long until = System.nanoTime() + OUTAGE.toNanos();
    for (int i = 0; System.nanoTime() < until; i++) {
      there.add("%s there %d".formatted(mark, i));
      ada.say(general, there.getLast());
      here.add("%s here %d".formatted(mark, i));
      town.say(here.getLast());
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }
    town.sayOn(mark + " root", mark + " reply");
    boolean made = town.slash("ada", "task create", Map.of("title", mark + " made"));
    town.discord().comeBack();

    assertThat(made).as("Discord itself says that a command failed").isFalse();
    await()
        .atMost(Town.SOON)
        .untilAsserted(() -> assertThat(town.room(mark + " there")).isEqualTo(there));
    await()
        .atMost(Town.SOON)
        .untilAsserted(() -> assertThat(town.texts(GENERAL, mark + " here")).isEqualTo(here));
    await().atMost(Town.SOON).until(() -> replies(root).equals(List.of(mark + " reply")));
    town.forgive();
    town.slash("ada", "task create", Map.of("title", mark + " made"));
    town.card(mark + " made", shown -> true);
  }

  @Test
  void aConnectionCutInTheMiddleOfAnApprovalLosesNoDecision() {
    Seen card = town.ask(mark);

    String pressed = ada.pressing(card, "Grant");
    town.discord().cut();

    if (!acknowledged(pressed)) {
      // What did not arrive is said by Discord itself; the next click counts.
      town.forgive();
      town.hears(1);
      ada.press(card, "Grant");
    }
    town.decided(mark, "ada");
    town.hears(1);
  }

  @Test
  void aConnectionCutBetweenTheClickAndTheCardsChangeLosesNothing() {
    Seen card = town.ask(mark);
    town.discord().faults().refuses(EDITS, Duration.ofSeconds(1), 3);

    ada.press(card, "Grant");
    town.discord().cutAndForget();

    assertThat(town.decided(mark, "ada").id()).isEqualTo(card.id());
    town.hears(1);
  }

  @Test
  void whatIsMissedIsReadAlthoughDiscordDoesNotTellItForLong() {
    ada.say(general, mark + " before");
    await().atMost(Town.SOON).until(() -> town.room(mark).size() == 1);
    town.discord().faults().refuses(HISTORY, Duration.ofSeconds(1), 7);

    town.discord().cutAndForget();
    ada.say(general, mark + " between");

    await().atMost(Town.SOON).until(() -> town.room(mark + " between").size() == 1);
    ada.say(general, mark + " after");
    await()
        .atMost(Town.SOON)
        .until(() -> town.room(mark).equals(all(" before", " between", " after")));
  }

  @Test
  void whatIsSaidWhileTheServerAloneIsAwayIsReadAfterwards() {
    ada.say(general, mark + " before");
    await().atMost(Town.SOON).until(() -> town.room(mark).size() == 1);

    town.discord().guildIsAway(true);
    ada.say(general, mark + " meanwhile");
    town.discord().guildIsAway(false);
    ada.say(general, mark + " after");

    await()
        .atMost(Town.SOON)
        .untilAsserted(
            () -> assertThat(town.room(mark)).isEqualTo(all(" before", " meanwhile", " after")));
  }

  @Test
  void aMentionThatNobodyHeardIsAnsweredAfterwards() {
    town.discord().cutAndForget();
    ada.say(general, "<@%s> task show 54321".formatted(town.discord().bot()));

    town.told("ada", "54321");
    town.settled();
    assertThat(town.direct("ada")).filteredOn(told -> told.contains("54321")).hasSize(1);
  }

  @Test
  void whatIsSaidWhileDiscordAsksForANewConnectionIsThere() {
    town.discord().askToReconnect();
    ada.say(general, mark + " meanwhile");

    await().atMost(Town.SOON).until(() -> town.room(mark).size() == 1);
    town.hears(1);
  }

  @Test
  void aGatewayThatStartsWhileDiscordIsAwayConnectsLater() {
    town.kill();
    town.discord().faults().fails("GET /users/@me", 503, 1);
    ada.say(general, mark + " nobody hears it");

    town.again();

    await().atMost(Town.SOON).until(() -> town.room(mark).size() == 1);
  }

  @Test
  void aTokenThatIsResetIsSaidAndGivenAnewLosesNothing() {
    Seen card = town.ask(mark);
    town.discord().resetToken();
    town.say(mark + " said");
    ada.say(general, mark + " heard");

    await()
        .atMost(Town.SOON)
        .untilAsserted(() -> assertThat(doctor()).contains("Discord refuses it; reset it"));
    await()
        .atMost(Town.SOON)
        .untilAsserted(
            () -> assertThat(town.gateway().printed()).contains("Discord ended the connection"));
    town.takeNewToken();

    await().atMost(LOCKED_OUT).until(() -> town.shown(GENERAL, mark + " said").size() == 1);
    await().atMost(LOCKED_OUT).until(() -> town.room(mark + " heard").size() == 1);
    assertThat(doctor()).doesNotContain("Discord refuses");
    ada.press(card, "Grant");
    town.decided(mark, "ada");
  }

  private static String doctor() {
    return town.call("doctor", "{}", Optional.empty()).body().toString();
  }

  private List<String> all(String... words) {
    return List.of(words).stream().map(each -> mark + each).toList();
  }

  private static boolean acknowledged(String interaction) {
    try {
      await().atMost(DiscordTwin.UNHURRIED).until(() -> ada.outcome(interaction).acknowledged());
      return true;
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      return false;
    }
  }

  private static List<String> replies(String root) {
    return Post.all(
            ada.channel(root).stream().filter(seen -> !seen.id().equals(root)).toList(), _ -> "")
        .stream()
        .map(shown -> shown.text())
        .toList();
  }
}
