package io.mycelium.acceptance.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.Answer;
import io.mycelium.bridge.slack.far.Seen;
import io.mycelium.bridge.slack.far.SlackPerson;
import io.mycelium.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

/// Slack says everything twice, or wants to be left alone, or has forgotten what it was asked.
@Timeout(180)
class SlackFaultsTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int TIMES = 2;
  private static final String GENERAL = SlackTown.GENERAL;

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "fault" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
    town.link("open", "main", "member");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.slack().faults().deliversTwice(false);
    town.slack().faults().outOfOrder(false);
    town.isClean();
  }

  @Test
  void whatIsDeliveredTwiceIsDoneAndAnsweredOnce() {
    SlackPerson ada = town.person("ada");
    Seen card = town.ask(mark + " asked");
    int before = town.alone("ada").size();
    town.slack().faults().deliversTwice(true);

    ada.say(GENERAL, mark + " said");
    ada.slash(GENERAL, "/mycelium task create '" + mark + " made'");
    ada.slash(GENERAL, "/mycelium task show 98765");
    ada.mention(GENERAL, "task show 87654");
    ada.sayToApp("task show 76543");
    ada.slash(GENERAL, "/mycelium task create ?");
    await().atMost(SlackTown.SOON).until(() -> ada.modals() == 1);
    ada.submit(Map.of("title", mark + " filled in"));
    ada.press(card, "Grant");

    for (String number : List.of("98765", "87654", "76543")) {
      town.told("ada", number);
    }
    town.card(mark + " made", shown -> true);
    town.card(mark + " filled in", shown -> true);
    town.card(mark + " asked", shown -> "ada".equals(shown.fields().get("Decided by")));
    town.settled();
    assertThat(town.shown(GENERAL, mark + " said")).hasSize(1);
    assertThat(town.shown("open", mark + " said")).hasSize(1);
    assertThat(town.alone("ada")).hasSize(before + 3);
  }

  @Test
  void whatIsToldOutOfOrderIsAllThereOnce() {
    town.slack().faults().outOfOrder(true);
    List<String> said = List.of(mark + " one", mark + " two", mark + " three", mark + " four");

    said.forEach(words -> town.person("ada").say(GENERAL, words));
    town.person("ada").slash(GENERAL, "/mycelium task create '" + mark + " made'");

    town.card(mark + " made", shown -> true);
    for (String words : said) {
      await()
          .atMost(SlackTown.SOON)
          .untilAsserted(() -> assertThat(town.shown("open", words)).hasSize(1));
    }
    assertThat(town.room(mark)).filteredOn(said::contains).isEqualTo(said);
    assertThat(town.texts("open", mark)).filteredOn(said::contains).isEqualTo(said);
  }

  @Test
  void tooManyPostsAndEditsAreMadeLater() {
    town.slack().faults().refuses("chat.postMessage", WAIT, TIMES);
    town.slack().faults().refuses("chat.update", WAIT, TIMES);

    Seen card = town.ask(mark);
    town.person("ada").press(card, "Grant");

    town.card(mark, shown -> "ada".equals(shown.fields().get("Decided by")));
    assertThat(town.shown(GENERAL, mark)).hasSize(1);
  }

  @Test
  void aPostThatMayBeThereIsLookedForUntilSlackAnswers() {
    town.slack().faults().losesAnswers("chat.postMessage", TIMES);
    town.slack().faults().refuses("conversations.history", WAIT, TIMES);
    town.say(mark + " said");

    await().atMost(SlackTown.SOON).until(() -> !town.shown("open", mark).isEmpty());
    town.say(mark + " afterwards");
    await()
        .atMost(SlackTown.SOON)
        .until(() -> !town.shown(GENERAL, mark + " afterwards").isEmpty());

    town.settled();
    assertThat(town.shown(GENERAL, mark + " said")).hasSize(1);
    assertThat(town.shown("open", mark + " said")).hasSize(1);
  }

  @Test
  void aReplyThatMayBeThereIsLookedForInItsThread() {
    String root = town.person("ada").say(GENERAL, mark + " root");
    await().atMost(SlackTown.SOON).until(() -> !town.room(mark).isEmpty());
    town.slack().faults().losesAnswers("chat.postMessage", 1);
    town.slack().faults().refuses("conversations.replies", WAIT, TIMES);
    town.slack().faults().refuses("conversations.history", WAIT, TIMES);

    town.sayOn(mark + " root", mark + " reply");

    await().atMost(SlackTown.SOON).until(() -> !town.person("ada").thread(GENERAL, root).isEmpty());
    town.settled();
    assertThat(town.person("ada").thread(GENERAL, root)).hasSize(1);
  }

  @Test
  void aFileThatSlackDoesNotTakeNowComesLaterAndOnce() {
    town.slack().faults().refuses("files.getUploadURLExternal", WAIT, TIMES);
    town.slack().faults().refuses("files.completeUploadExternal", WAIT, TIMES);
    sayWithFile(mark + " the numbers", "a;b\n1;2\n");

    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() ->
            assertThat(town.shown(GENERAL, mark + " the numbers"))
                .hasSize(1)
                .allMatch(shown -> shown.files().equals(List.of(mark + ".csv"))));
  }

  @Test
  void aFileIsNotTakenForAnotherOneOfItsName() {
    sayWithFile(mark + " first", "a;b\n");
    await().atMost(SlackTown.SOON).until(() -> contents(mark + ".csv").equals(List.of("a;b\n")));
    town.slack().faults().losesAnswers("files.completeUploadExternal", 1);

    sayWithFile(mark + " second", "c;d\n");

    await()
        .atMost(SlackTown.SOON)
        .until(() -> contents(mark + ".csv").equals(List.of("a;b\n", "c;d\n")));
    town.settled();
    assertThat(contents(mark + ".csv")).hasSize(2);
  }

  /// The contents of all files of a name, oldest first.
  private static List<String> contents(String name) {
    SlackPerson ada = town.person("ada");
    return ada.channel(GENERAL).stream()
        .flatMap(seen -> seen.files().entrySet().stream())
        .filter(file -> file.getValue().equals(name))
        .map(file -> new String(ada.open(file.getKey()), StandardCharsets.UTF_8))
        .toList();
  }

  private void sayWithFile(String words, String content) {
    Answer file = town.gateway().upload(town.gateway().operatorKey(), mark + ".csv", content);
    var options = Json.object().put("text", words);
    options.set("file", file.body());
    town.call("say", options.toString(), Optional.empty());
  }

  @Test
  void aFormThatSlackDoesNotOpenIsOfferedByAButton() {
    SlackPerson ada = town.person("ada");
    for (Runnable fault :
        List.<Runnable>of(
            () -> town.slack().faults().fails("views.open", "expired_trigger_id", 1),
            () -> town.slack().faults().refuses("views.open", WAIT, 1))) {
      int before = town.alone("ada").size();
      fault.run();

      ada.slash(GENERAL, "/mycelium task create ?");
      await().atMost(SlackTown.SOON).until(() -> town.alone("ada").size() > before);
      ada.press(ada.alone().getLast(), "Fill in");

      await().atMost(SlackTown.SOON).until(() -> ada.modals() == 1);
      ada.submit(Map.of("title", mark + before));
      town.card(mark + before, shown -> true);
    }
  }

  @Test
  void anAnswerThatSlackDoesNotTakeNowComesLater() {
    town.slack().faults().refuses("chat.postEphemeral", WAIT, TIMES);

    town.person("ada").mention(GENERAL, "task show 65432");

    town.told("ada", "65432");
  }

  @Test
  void somebodyNewIsCalledByTheirNameAlthoughSlackTellsItLate() {
    town.slack().faults().refuses("users.info", WAIT, TIMES);
    town.slack().faults().refuses("usergroups.list", WAIT, TIMES);

    town.person(mark).say("open", mark + " hello");

    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() ->
            assertThat(town.shown(GENERAL, mark + " hello"))
                .extracting(shown -> shown.author())
                .containsExactly(mark));
  }

  @Test
  void whoHasARoleByTheirGroupHasItAlthoughSlackTellsTheGroupLate() {
    town.slack().team().group(mark, "gus" + mark);
    town.kill();
    town.again();
    town.call(
        "account-map",
        Json.object()
            .put("group", mark)
            .put("role", "member")
            .put("channel", town.channel(GENERAL))
            .toString(),
        Optional.empty());
    town.slack().faults().refuses("usergroups.list", WAIT, TIMES);
    town.slack().faults().refuses("users.info", WAIT, TIMES);

    town.person("gus" + mark).slash(GENERAL, "/mycelium task create '" + mark + " made'");

    town.card(mark + " made", shown -> true);
  }

  @Test
  void aChannelThatSlackDoesNotNameNowCanBeLinkedLater() {
    town.slack().faults().refuses("conversations.info", WAIT, 1);

    town.link(mark, "main");

    town.say(mark + " said");
    await().atMost(SlackTown.SOON).until(() -> town.shown(mark, mark + " said").size() == 1);
  }

  @Test
  void aFileFromSlackComesToTheRoom() {
    town.person("ada")
        .attach(GENERAL, mark + ".txt", mark.getBytes(StandardCharsets.UTF_8), mark + " look");

    await()
        .atMost(SlackTown.SOON)
        .untilAsserted(() ->
            assertThat(town.shown("open", mark + " look"))
                .hasSize(1)
                .allMatch(shown -> shown.files().equals(List.of(mark + ".txt"))));
  }

  @Test
  void aMessageThatIsGoneIsLeftAloneAndOthersGoOn() {
    Seen card = town.ask(mark);
    String number = town.number(mark);
    town.person("ada").delete(GENERAL, card.ts());

    town.grant(number);
    town.say(mark + " afterwards");

    await()
        .atMost(SlackTown.SOON)
        .until(() -> town.shown(GENERAL, mark + " afterwards").size() == 1);
    assertThat(town.cards(mark)).isEmpty();
  }
}
