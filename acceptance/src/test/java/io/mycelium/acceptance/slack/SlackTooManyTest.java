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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Slack says of one method after the other that it is called too often, and when it may be again.
/// Posts, edits, answers and what is looked up are in [SlackFaultsTest].
@Timeout(180)
class SlackTooManyTest {
  private static final AtomicInteger MARKS = new AtomicInteger();
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int TIMES = 2;
  private static final int LONG = 40;
  private static final String GENERAL = SlackTown.GENERAL;

  @TempDir static Path folder;

  private static SlackTown town;

  private final String mark = "many" + MARKS.incrementAndGet() + "x";

  @BeforeAll
  static void start() {
    town = SlackTown.in(folder);
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  @AfterEach
  void nobodyWaits() {
    town.isClean();
  }

  /// The next calls are refused, and have been by the time that this was done.
  private static void refused(String method, Runnable deed) {
    int before = refusals(method);
    town.slack().faults().refuses(method, WAIT, TIMES);
    deed.run();
    assertThat(refusals(method) - before).as(method + " was refused").isEqualTo(TIMES);
  }

  private static int refusals(String method) {
    return Math.toIntExact(
        town.slack().calls(method).stream()
            .filter(call -> call.error().equals("ratelimited"))
            .count());
  }

  @Test
  void aMessageIsDeletedLater() {
    String post = say(mark + " said");
    await().atMost(SlackTown.SOON).until(() -> town.shown(GENERAL, mark).size() == 1);

    refused(
        "chat.delete",
        () -> {
          remove(post);
          await().atMost(SlackTown.SOON).until(() -> town.shown(GENERAL, mark).isEmpty());
        });
  }

  @Test
  void aFileIsDeletedLater() {
    long uploads = done("files.completeUploadExternal");
    long deletions = done("files.delete");
    Answer file = town.gateway().upload(town.gateway().operatorKey(), mark + ".csv", "a;b\n");
    var options = Json.object().put("text", mark + " numbers");
    options.set("file", file.body());
    String post = post(town.call("say", options.toString(), Optional.empty()));
    await().atMost(SlackTown.SOON).until(() -> done("files.completeUploadExternal") > uploads);

    refused(
        "files.delete",
        () -> {
          remove(post);
          await().atMost(SlackTown.SOON).until(() -> done("files.delete") > deletions);
        });
  }

  private static long done(String method) {
    return town.slack().calls(method).stream().filter(call -> call.ok()).count();
  }

  @Test
  void reactionsStandThereAndGoLater() {
    String ts = town.person("ada").say(GENERAL, mark + " shall we?");
    await().atMost(SlackTown.SOON).until(() -> !town.room(mark).isEmpty());
    String post = town.post(mark);

    refused(
        "reactions.add",
        () -> {
          react(post, false);
          await().atMost(SlackTown.SOON).until(() -> reacted(ts));
        });
    refused(
        "reactions.remove",
        () -> {
          react(post, true);
          await().atMost(SlackTown.SOON).until(() -> !reacted(ts));
        });
  }

  private static void react(String post, boolean off) {
    town.call(
        "post-react",
        Json.object().put("post", post).put("emoji", "🎉").put("off", off).toString(),
        Optional.empty());
  }

  private static boolean reacted(String ts) {
    return town.person("ada").channel(GENERAL).stream()
        .anyMatch(seen -> seen.ts().equals(ts) && seen.reactions().containsKey("tada"));
  }

  @Test
  void theHomePageIsDrawnLater() {
    SlackPerson bob = town.person("bob");

    refused(
        "views.publish",
        () -> {
          bob.openHome();
          await().atMost(SlackTown.SOON).until(() -> bob.home().isPresent());
        });
  }

  @Test
  void theFileOfALongAnswerComesLater() {
    aLongTalk();

    refused("conversations.open", this::isAnsweredByAFile);
  }

  @Test
  void theFileOfALongAnswerComesWhenSlackTakesFilesAgain() {
    aLongTalk();

    refused("files.getUploadURLExternal", this::isAnsweredByAFile);
    refused("files.completeUploadExternal", this::isAnsweredByAFile);
  }

  /// Says more in a room that Slack does not show than its messages hold.
  private void aLongTalk() {
    town.call("room-create", Json.object().put("name", mark).toString(), Optional.empty());
    for (int i = 0; i < LONG; i++) {
      String text = "%s %d %s".formatted(mark, i, "word ".repeat(700));
      String options = Json.object().put("text", text).toString();
      Answer said =
          town.gateway().call(town.gateway().operatorKey(), "say", options, "Mycelium-Room", mark);
      assertThat(said.status()).isEqualTo(200);
    }
  }

  private void isAnsweredByAFile() {
    SlackPerson olga = town.person("olga");
    int before = files(olga).size();
    olga.slash(GENERAL, "/mycelium room read %s --last 200".formatted(mark));
    await().atMost(SlackTown.SOON).until(() -> files(olga).size() > before);
    assertThat(files(olga)).hasSize(before + 1);
    assertThat(new String(olga.open(files(olga).getLast()), StandardCharsets.UTF_8))
        .contains(mark + " 0 ", mark + " %d ".formatted(LONG - 1));
  }

  private static List<String> files(SlackPerson person) {
    return person.withApp().stream()
        .map(Seen::files)
        .flatMap(files -> files.keySet().stream())
        .toList();
  }

  @Test
  void whoWeAreIsAskedAgainAtTheStart() {
    town.kill();

    refused("auth.test", town::again);

    town.say(mark + " said");
    await().atMost(SlackTown.SOON).until(() -> town.shown(GENERAL, mark).size() == 1);
  }

  private static String say(String words) {
    return post(town.call("say", Json.object().put("text", words).toString(), Optional.empty()));
  }

  private static String post(Answer said) {
    return said.reply().path("subject").path("id").asText();
  }

  private static void remove(String post) {
    town.gateway().cli(town.gateway().operatorKey(), "post", "remove", post, "--yes");
  }
}
