package io.mycelium.functions.tasks;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.command.CommandLine;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskCommandsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  @Test
  void aTaskGetsTheNextNumberOfItsRoom() {
    mycelium.olga().run("room create release");

    Reply first = mycelium.olga().run("task create 'Fix the build' --notes 'see the *log*'");
    Reply second = mycelium.olga().run("task create 'Write notes' --assign olga");
    Reply elsewhere = mycelium.olga().in("release").run("task create 'Tag it'");

    assertThat(first).isCard("#1 Fix the build").hasState("open").hasField("owner", "nobody");
    assertThat(first).says("see the *log*").offers("Start", "Finish");
    assertThat(second).isCard("#2 Write notes").hasField("owner", "olga");
    assertThat(elsewhere).isCard("#1 Tag it");
  }

  @Test
  void aTitleIsOneReadableLine() {
    assertThat(mycelium.olga().run("task create 'Fix\nthe\tbuild\u001b[31m'"))
        .isCard("#1 Fix the build");
    assertThat(mycelium.olga().run("task create ' \n '"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .says("'task create' cannot run like this. A task needs a title that can be read.");
    assertThat(mycelium.olga().run("task create " + "x".repeat(201)))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames("title");
  }

  @Test
  void anUnknownOwnerIsRefusedWithTheNearestName() {
    assertThat(mycelium.olga().run("task create Fix --assign olgs"))
        .isRefused(Reply.Reason.NOT_FOUND, "unknown-peer")
        .says("did you mean olga?");
    assertThat(mycelium.olga().run("task list --all")).isTable(0);
  }

  @Test
  void aTaskIsStartedAndFinished() {
    mycelium.olga().run("task create 'Fix the build'");

    Reply started = mycelium.olga().run("task start 1");
    mycelium.clock().advance(Duration.ofMinutes(5));
    Reply finished = mycelium.olga().run("task finish '#1'");

    assertThat(started).hasState("started").hasField("owner", "olga").offers("Finish");
    assertThat(finished).hasState("finished").hasField("changed", "2026-03-01T10:05:00Z");
  }

  @Test
  void movesThatMakeNoSenseAreRefusedWithTheWayOut() {
    mycelium.olga().run("task create Fix");
    mycelium.olga().run("task start 1");

    assertThat(mycelium.olga().run("task start 1"))
        .isRefused(Reply.Reason.CONFLICT, "task-started")
        .says("'task finish 1' ends it");
    mycelium.olga().run("task finish 1");
    for (String move : List.of("start 1", "finish 1", "assign 1 olga")) {
      assertThat(mycelium.olga().run("task " + move))
          .isRefused(Reply.Reason.CONFLICT, "task-finished")
          .says("Task #1 is finished");
    }
  }

  @Test
  void aTaskIsGivenToSomebodyOrTaken() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    mycelium.olga().run("task create Fix");

    assertThat(ada.run("task assign 1")).hasField("owner", "Ada").hasState("open");
    assertThat(ada.run("task assign 1 @olga")).hasField("owner", "olga");
    assertThat(ada.run("task start 1")).hasField("owner", "olga");
  }

  @Test
  void commentsAreShownWithTheTask() {
    mycelium.olga().run("task create Fix --notes 'The nightly one'");
    mycelium.olga().run("task comment 1 waiting for the vendor");
    mycelium.olga().run("task finish 1");
    Reply commented = mycelium.olga().run("task comment 1 'they **answered**'");

    Reply shown = mycelium.olga().run("task show 1");

    assertThat(commented).hasField("comments", "2").hasState("finished");
    assertThat(shown).says("The nightly one", "waiting for the vendor", "they **answered**");
  }

  @Test
  void everyChangeIsAnEventWithTheNumber() {
    mycelium.olga().run("task create Fix --assign olga");
    mycelium.olga().run("task assign 1 olga");
    mycelium.olga().run("task start 1");
    mycelium.olga().run("task comment 1 hm");
    mycelium.olga().run("task finish 1");

    List<EventRecord> events =
        mycelium.events().after("0-0", 100).stream()
            .filter(event -> event.subject().type().equals("task"))
            .toList();
    assertThat(events)
        .extracting(EventRecord::type)
        .containsExactly(
            "task.created", "task.assigned", "task.started", "task.commented", "task.finished");
    assertThat(events)
        .allSatisfy(event -> {
          assertThat(event.number()).isEqualTo(1);
          assertThat(event.room()).contains(RoomId.MAIN);
          assertThat(event.payload().path("title").asText()).isEqualTo("Fix");
          assertThat(mycelium.peers().name(event.actor())).isEqualTo("olga");
        });
    assertThat(events.get(3).payload().path("text").asText()).isEqualTo("hm");
    assertThat(events.get(4).payload().path("state").asText()).isEqualTo("finished");
  }

  @Test
  void aRepeatIsAnsweredWithTheTaskAsItIsNow() {
    Harness.User olga = mycelium.olga().naming("once");
    Reply first = olga.run("task create Fix");
    mycelium.olga().run("task start 1");

    Reply repeat = olga.run("task create Fix");
    Reply reused = olga.run("task create Other");

    assertThat(first).hasState("open");
    assertThat(repeat).isCard("#1 Fix").hasState("started");
    assertThat(reused).isRefused(Reply.Reason.REUSED, "request-id-reused");
    assertThat(mycelium.events("task.created")).hasSize(1);
  }

  @Test
  void repeatsAtTheSameMomentMakeOneTask() throws InterruptedException {
    Harness.User olga = mycelium.olga().naming("once");

    List<Reply> replies = atOnce(16, () -> olga.run("task create Fix"));

    assertThat(replies).allSatisfy(reply -> assertThat(reply).isCard("#1 Fix"));
    assertThat(mycelium.events("task.created")).hasSize(1);
  }

  @Test
  void ofManyWhoStartATaskAtTheSameMomentOneDoes() throws InterruptedException {
    mycelium.olga().run("task create Fix");

    List<Reply> replies = atOnce(16, () -> mycelium.olga().run("task start 1"));

    assertThat(replies).filteredOn(Reply.Card.class::isInstance).hasSize(1);
    assertThat(replies)
        .filteredOn(Reply.Refused.class::isInstance)
        .allSatisfy(reply -> assertThat(reply).isRefused(Reply.Reason.CONFLICT, "task-started"));
    assertThat(mycelium.events("task.started")).hasSize(1);
  }

  @RepeatedTest(10)
  void theSameRequestManyTimesAtOnceHasOneAnswer() throws InterruptedException {
    mycelium.olga().run("task create Fix");
    Harness.User again = mycelium.olga().naming("once");

    List<Reply> replies = atOnce(8, () -> again.run("task finish 1"));

    assertThat(replies).containsOnly(replies.getFirst());
    assertThat(replies.getFirst()).hasState("finished");
    assertThat(mycelium.events("task.finished")).hasSize(1);
  }

  @Test
  void commentsAtTheSameMomentAreAllKept() throws InterruptedException {
    mycelium.olga().run("task create Fix");

    List<Reply> replies = atOnce(8, () -> mycelium.olga().run("task comment 1 me too"));

    assertThat(replies).allSatisfy(reply -> assertThat(reply).isNotRefused());
    assertThat(mycelium.olga().run("task show 1")).hasField("comments", "8");
  }

  @Test
  void theListIsOfWhatIsNotFinished() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);
    List.of("One", "Two", "Three").forEach(title -> ada.run("task create " + title));
    ada.run("task start 1");
    ada.run("task finish 2");
    ada.run("task assign 3 olga");

    assertThat(ada.run("task list"))
        .hasColumn("number", "#3", "#1")
        .hasColumn("state", "open", "started")
        .hasColumn("owner", "olga", "Ada");
    assertThat(ada.run("task list --all")).hasColumn("title", "Three", "Two", "One");
    assertThat(ada.run("task list finished")).hasColumn("title", "Two");
    assertThat(ada.run("task list --state open")).hasColumn("title", "Three");
    assertThat(ada.run("task list --owner ada")).hasColumn("title", "One");
    assertThat(ada.run("task list --owner ada --state open"))
        .isTable(0)
        .says("No such tasks in main. 'task create TITLE' makes one.");
  }

  @Test
  void pagesCoverAllTasksAlsoThoseOfOneMoment() {
    Instant start = mycelium.clock().instant();
    for (int i = 1; i <= 120; i++) {
      mycelium.clock().set(start.plusMillis(i / 12));
      mycelium.olga().run("task create 'Task " + i + "'");
    }

    List<String> seen = new ArrayList<>();
    var page = (Reply.Table) mycelium.olga().run("task list");
    seen.addAll(titles(page));
    while (page.nextPage().isPresent()) {
      var entry = mycelium.catalogue().find("task list").orElseThrow();
      String line = CommandLine.print(page.nextPage().get(), entry.command());
      page = (Reply.Table) mycelium.olga().run(line);
      seen.addAll(titles(page));
    }

    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 120).mapToObj(i -> "Task " + i).toList());
  }

  @Test
  void aTaskOfAnotherRoomIsNotThere() {
    mycelium.olga().run("room create secret --closed");
    Reply hidden = mycelium.olga().in("secret").run("task create Plot");
    String id = Harness.field(hidden, "id");
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);

    for (String line : List.of("show ", "start ", "finish ", "assign ", "comment 9 ")) {
      String command = "task " + line.replace("9", id) + (line.startsWith("comment") ? "hm" : id);
      assertThat(ada.run(command)).isRefused(Reply.Reason.NOT_FOUND, "not-found");
    }
    assertThat(mycelium.olga().in("secret").run("task show " + id)).hasState("open");
  }

  @Test
  void viewersLookOnOnly() {
    Harness.User viewer = mycelium.join("Vera", Role.VIEWER);
    mycelium.olga().run("task create Fix");

    assertThat(viewer.run("task list")).isTable(1);
    assertThat(viewer.run("task create Mine")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
  }

  private static List<String> titles(Reply.Table table) {
    return table.rows().stream().map(row -> row.get(2)).toList();
  }

  private static List<Reply> atOnce(int times, Callable<Reply> call) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> call).toList()).stream()
          .map(TaskCommandsTest::result)
          .toList();
    }
  }

  private static Reply result(Future<Reply> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
