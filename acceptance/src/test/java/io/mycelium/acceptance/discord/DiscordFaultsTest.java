package io.mycelium.acceptance.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.acceptance.bridge.Shown;
import io.mycelium.acceptance.bridge.Town;
import io.mycelium.bridge.discord.far.DiscordPerson;
import io.mycelium.bridge.discord.far.Outcome;
import io.mycelium.bridge.discord.far.Seen;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Discord says everything twice, or wants to be left alone, or has lost what it was shown.
@NeedsNode
@Timeout(180)
class DiscordFaultsTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(4);
  private static final int TIMES = 2;
  private static final String PARTY = "\uD83C\uDF89";
  private static final String GENERAL = Town.GENERAL;
  private static final String POSTS = "POST /channels/\\d+/messages";
  private static final String MESSAGE = " /channels/\\d+/messages/\\d+";
  private static final String CALLBACK = "POST /interactions/\\d+/[^/]+/callback";

  @TempDir static Path folder;

  private static DiscordTown town;

  private final String mark = "fault" + MARKS.incrementAndGet() + "x";

  private DiscordPerson ada;
  private String general;

  @BeforeAll
  static void start() {
    town = DiscordTown.in(folder);
    town.link("other", "main");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @BeforeEach
  void enter() {
    ada = town.person("ada");
    general = town.id(GENERAL);
  }

  @AfterEach
  void nobodyWaits() {
    town.discord().deliversTwice(false);
    town.discord().faults().latency(Duration.ZERO);
    town.isClean();
  }

  @Test
  void whatIsDeliveredTwiceIsDoneAndAnsweredOnce() {
    Seen card = town.ask(mark + " asked");
    int before = town.alone("ada").size();
    town.discord().deliversTwice(true);

    String said = ada.say(general, mark + " said");
    town.slash("ada", "task create", Map.of("title", mark + " made"));
    town.slash("ada", "task show", Map.of("task", "98765"));
    ada.say(general, "<@%s> task show 87654".formatted(town.discord().bot()));
    ada.say(ada.talk(), "task show 76543");
    JsonNode form =
        ada.slash(general, "mycelium", Map.of("command", "task create")).form().orElseThrow();
    ada.submit(general, form, Map.of("title", mark + " filled in"));
    ada.menu(message(said), "Make a task of it");
    ada.press(card, "Grant");

    town.told("ada", "98765");
    for (String number : List.of("87654", "76543")) {
      await()
          .atMost(Town.SOON)
          .untilAsserted(
              () -> assertThat(town.direct("ada")).anyMatch(told -> told.contains(number)));
    }
    town.card(mark + " made", shown -> true);
    town.card(mark + " filled in", shown -> true);
    town.card(mark + " said", shown -> true);
    town.decided(mark + " asked", "ada");
    town.settled();
    assertThat(town.room(mark + " said")).as("said, and a task of it").hasSize(2);
    assertThat(town.alone("ada")).hasSize(before + 3);
  }

  @Test
  void tooManyPostsAndEditsAreMadeLater() {
    town.discord().faults().refuses(POSTS, WAIT, TIMES);
    town.discord().faults().refuses("PATCH" + MESSAGE, WAIT, TIMES);

    Seen card = town.ask(mark);
    ada.press(card, "Grant");

    town.decided(mark, "ada");
    assertThat(town.shown(GENERAL, mark)).hasSize(1);
  }

  @Test
  void editsThatFailAreMadeAgain() {
    Seen card = town.ask(mark);
    town.discord().faults().fails("PATCH" + MESSAGE, 500, TIMES);

    ada.press(card, "Grant");

    assertThat(town.decided(mark, "ada").id()).isEqualTo(card.id());
  }

  @Test
  void tooManyThreadsReactionsAndDeletionsAreMadeLater() {
    String root = ada.say(general, mark + " root");
    String slip = ada.say(general, mark + " slip");
    await().atMost(Town.SOON).until(() -> town.shown("other", mark).size() == 2);
    Seen copy = copy(" root");
    for (String request :
        List.of(
            "GET" + MESSAGE,
            "POST" + MESSAGE + "/threads",
            "PUT" + MESSAGE + "/reactions/.*",
            "DELETE" + MESSAGE)) {
      town.discord().faults().refuses(request, WAIT, TIMES);
    }

    String party =
        Json.object().put("post", town.post(mark + " root")).put("emoji", PARTY).toString();
    town.call("post-react", party, Optional.empty());
    ada.delete(general, slip);
    town.sayOn(mark + " root", mark + " reply");

    await().atMost(Town.SOON).until(() -> town.shown("other", mark + " slip").isEmpty());
    await().atMost(Town.SOON).until(() -> message(root).reactions().containsKey(PARTY));
    for (String begun : List.of(root, copy.id())) {
      await()
          .atMost(Town.SOON)
          .untilAsserted(() ->
              assertThat(ada.channel(begun))
                  .filteredOn(seen -> seen.words().contains(mark + " reply"))
                  .hasSize(1));
      assertThat(town.requests("POST", "/channels/\\d+/messages/" + begun + "/threads"))
          .filteredOn(request -> request.status() < 400)
          .hasSize(1);
    }
  }

  @Test
  void anAnswerOnACopyThatIsNotWrittenDownYetStandsInItsThread() {
    town.discord().faults().latency(LATE);
    String root = ada.say(general, mark + " root");
    await().atMost(Town.SOON).until(() -> !town.shown("other", mark).isEmpty());
    town.discord().faults().latency(Duration.ZERO);
    String begun = ada.thread(copy(" root"), "talk");
    ada.say(begun, mark + " answer");
    ada.say(begun, "<@%s> task create '%s made'".formatted(town.discord().bot(), mark));

    await()
        .atMost(Town.SOON)
        .untilAsserted(() ->
            assertThat(ada.channel(root))
                .extracting(Seen::words)
                .anyMatch(words -> words.contains(mark + " answer"))
                .filteredOn(words -> words.contains(mark + " made"))
                .as("the command, and its task")
                .hasSize(2));
    assertThat(town.room(mark)).containsExactly(mark + " root");
  }

  @Test
  void anAcknowledgementThatDiscordPutsOffComesInTime() {
    Seen card = town.ask(mark + " asked");
    town.discord().faults().refuses(CALLBACK, WAIT, 1);
    assertThat(town.slash("ada", "task create", Map.of("title", mark + " made"))).isTrue();
    town.discord().faults().refuses(CALLBACK, WAIT, 1);
    Outcome deny = ada.press(card, "Deny");
    town.discord().faults().refuses(CALLBACK, WAIT, 1);
    Outcome grant = ada.press(card, "Grant");

    town.card(mark + " made", shown -> true);
    assertThat(deny.form()).as("the form for a reason").isPresent();
    assertThat(grant.acknowledged()).isTrue();
    town.decided(mark + " asked", "ada");
  }

  @Test
  void anAnswerThatDiscordPutsOffComesLater() {
    Seen card = town.ask(mark);
    town.discord().faults().refuses("PATCH /webhooks/.*/messages/@original", WAIT, TIMES);
    town.discord().faults().refuses("POST /webhooks/[^/]+/[^/]+", WAIT, TIMES);

    town.slash("ada", "task show", Map.of("task", "65432"));
    town.person("olga").press(card, "Grant");

    town.told("ada", "65432");
    town.told("olga", "yourself");
    assertThat(town.direct("ada")).noneMatch(told -> told.contains("65432"));
  }

  @Test
  void whatIsTakenBackWhileDiscordPutsItOffLeavesNobodyWaiting() {
    town.discord().faults().refuses("DELETE /webhooks/.*/messages/@original", WAIT, TIMES);

    town.slash("ada", "task create", Map.of("title", mark + " made"));

    town.card(mark + " made", shown -> true);
    town.isClean();
  }

  @Test
  void aMessageThatIsGoneIsLeftAloneAndOthersGoOn() {
    Seen card = town.ask(mark);
    String number = town.number(mark);
    ada.delete(general, card.id());

    town.grant(number);
    town.say(mark + " afterwards");

    await().atMost(Town.SOON).until(() -> town.shown(GENERAL, mark + " afterwards").size() == 1);
    assertThat(town.cards(mark)).isEmpty();
  }

  @Test
  void aMessageThatGoesRightAfterTheClickIsLeftAlone() {
    Seen card = town.ask(mark);
    String number = town.number(mark);
    town.discord().faults().refuses("PATCH" + MESSAGE, WAIT, 1);

    ada.press(card, "Grant");
    ada.delete(general, card.id());

    String given = Json.object().put("approval", number).toString();
    await()
        .atMost(Town.SOON)
        .until(() ->
            town.call("approval-show", given, Optional.empty()).field("decided-by").equals("ada"));
    town.say(mark + " afterwards");
    await().atMost(Town.SOON).until(() -> town.shown(GENERAL, mark + " afterwards").size() == 1);
    assertThat(town.cards(mark)).extracting(Shown::id).isEmpty();
  }

  /// What the other channel shows of something that was said.
  private Seen copy(String words) {
    return ada.channel(town.id("other")).stream()
        .filter(seen -> seen.words().contains(mark + words))
        .findFirst()
        .orElseThrow();
  }

  private Seen message(String id) {
    return ada.channel(general).stream()
        .filter(seen -> seen.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
