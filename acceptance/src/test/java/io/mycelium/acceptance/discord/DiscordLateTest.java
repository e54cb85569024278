package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.discord.far.Recorded;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Discord takes answers below a command for fifteen minutes, and waits three seconds for the first
/// sign of one.
@NeedsNode
@Timeout(180)
class DiscordLateTest {
  private static final Duration LIFE = Duration.ofMinutes(16);
  private static final Duration TOO_LATE = DiscordTwin.UNHURRIED.plusSeconds(5);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final String ANSWER = "/webhooks/.*/messages/@original";

  @TempDir static Path folder;

  private static DiscordTown town;
  private static DiscordPerson ada;

  @BeforeAll
  static void start() {
    town = DiscordTown.in(folder);
    ada = town.person("ada");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    ada.takesMessages(true);
    town.isClean();
  }

  @Test
  void anAnswerAfterTheTokensLifeComesAsADirectMessage() {
    asksAndWaitsTooLong("98761");

    await()
        .atMost(Town.SOON)
        .untilAsserted(
            () -> assertThat(town.direct("ada")).filteredOn(t -> t.contains("98761")).hasSize(1));
    assertThat(refusals()).as("Discord says that the token is over").isNotEmpty();
    assertThat(town.below("ada")).noneMatch(told -> told.contains("98761"));
    assertThat(town.shown(Town.GENERAL, "98761")).isEmpty();
  }

  @Test
  void whoTakesNoDirectMessagesIsCalledInTheChannelAndToldNoMore() {
    ada.takesMessages(false);
    asksAndWaitsTooLong("98762");

    Seen call =
        await().atMost(Town.SOON).until(() -> calls(), found -> !found.isEmpty()).getFirst();
    assertThat(call.ephemeral()).isFalse();
    assertThat(town.direct("ada")).noneMatch(told -> told.contains("98762"));
    assertThat(town.shown(Town.GENERAL, "98762")).isEmpty();
  }

  @Test
  void aClickThatDiscordGaveUpIsNotDone() throws Exception {
    Seen card = town.ask("gave up");
    signal("STOP");
    String pressed = ada.pressing(card, "Grant");
    town.discord().pass(TOO_LATE);
    signal("CONT");

    await().atMost(Town.SOON).until(() -> !callbacks(pressed).isEmpty());
    assertThat(callbacks(pressed)).extracting(Recorded::status).containsOnly(404);
    town.forgive();
    town.settled();
    assertThat(town.decider("gave up")).as("whoever pressed was told that it failed").isEmpty();
    ada.press(card, "Grant");
    town.decided("gave up", "ada");
  }

  /// Ada asks for a task that is not there; Discord puts the answer off until it takes none.
  private static void asksAndWaitsTooLong(String task) {
    int before = town.requests("PATCH", ANSWER).size();
    town.discord().faults().refuses("PATCH " + ANSWER, WAIT, 1);
    assertThat(town.slash("ada", "task show", Map.of("task", task))).isTrue();
    await().atMost(Town.SOON).until(() -> town.requests("PATCH", ANSWER).size() > before);
    town.discord().pass(LIFE);
  }

  private static List<Recorded> refusals() {
    return town.requests("PATCH", ANSWER).stream().filter(r -> r.status() == 401).toList();
  }

  private static List<Recorded> callbacks(String interaction) {
    return town.requests("POST", "/interactions/" + interaction + "/.*");
  }

  /// What calls ada in the channel because of an answer for her.
  private static List<Seen> calls() {
    return ada.channel(town.id(Town.GENERAL)).stream()
        .filter(seen -> seen.byApp() && seen.content().contains("<@" + ada.id() + ">"))
        .filter(seen -> seen.content().contains("answer for you alone"))
        .toList();
  }

  /// Holds the gateway up, or lets it go on.
  private static void signal(String name) throws Exception {
    String pid = String.valueOf(town.gateway().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }
}
