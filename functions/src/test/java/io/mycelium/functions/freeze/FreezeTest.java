package io.mycelium.functions.freeze;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.DroneBuilder;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Role;
import io.mycelium.core.pipeline.FreezeState;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FreezeTest {
  @RegisterExtension
  final Harness mycelium =
      Harness.with(h ->
          new Harness.Feature(
              new FreezeModule(h.store(), h.queue().jobs()).functions(), List.of()));

  private JobQueue queue() {
    return mycelium.queue().jobs();
  }

  private FreezeState state() {
    return FreezeState.of(mycelium.store().flag(FreezeState.FLAG));
  }

  private OutboxHandler spread() {
    return new FreezeModule(mycelium.store(), queue()).handlers().getFirst();
  }

  /// The rows that the freezes owe.
  private List<OutboxRow> owed() {
    return mycelium.workspace().outbox().take(10, Duration.ofSeconds(3));
  }

  @Test
  void afterTheAnswerBothFlagsAreSet() {
    Reply frozen = mycelium.olga().run("freeze --reason fire");

    assertThat(frozen).isText().says("no job starts", "Jobs that run go on");
    assertThat(state()).isEqualTo(new FreezeState(1, true, "olga", "fire"));
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Frozen());

    assertThat(mycelium.olga().run("unfreeze")).isText().says("jobs start again");
    assertThat(state()).isEqualTo(new FreezeState(2, false, "olga", ""));
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Queued(true));
  }

  @Test
  void theWorldIsTold() {
    mycelium.olga().run("freeze --reason fire");
    mycelium.olga().run("unfreeze");

    assertThat(mycelium.events("workspace.frozen"))
        .singleElement()
        .satisfies(event -> assertThat(event.payload().path("reason").asText()).isEqualTo("fire"));
    assertThat(mycelium.events("workspace.unfrozen"))
        .extracting(EventRecord::subject)
        .containsExactly(new Subject("workspace", "freeze"));
  }

  @Test
  void aRepeatedRequestChangesNothing() {
    Harness.User again = mycelium.olga().naming("once");
    Reply first = again.run("freeze");
    mycelium.olga().run("unfreeze");

    assertThat(again.run("freeze")).isEqualTo(first);

    assertThat(state().frozen()).isFalse();
    assertThat(state().epoch()).isEqualTo(2);
    assertThat(mycelium.events("workspace.frozen")).hasSize(1);
  }

  @Test
  void aRepeatedUnfreezeDoesNotEndTheNextFreeze() {
    Harness.User again = mycelium.olga().naming("once");
    mycelium.olga().run("freeze");
    again.run("unfreeze");
    mycelium.olga().run("freeze");

    assertThat(again.run("unfreeze")).says("jobs start again");

    assertThat(state().frozen()).isTrue();
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Frozen());
  }

  @Test
  void anotherOperatorMayFreezeOnTop() {
    Harness.User carl = mycelium.join("Carl", Role.OPERATOR);
    mycelium.olga().run("freeze --reason fire");

    assertThat(carl.run("freeze --reason flood")).isText();

    assertThat(state()).isEqualTo(new FreezeState(2, true, "Carl", "flood"));
    assertThat(mycelium.olga().run("unfreeze")).isText();
    assertThat(state().frozen()).isFalse();
  }

  @Test
  void freezingOnTopWithoutAReasonKeepsTheEarlierOne() {
    mycelium.olga().run("freeze --reason fire");

    mycelium.olga().run("freeze");

    assertThat(state().reason()).isEqualTo("fire");
  }

  @Test
  void aNewFreezeDoesNotInheritTheReasonOfOneThatEnded() {
    mycelium.olga().run("freeze --reason fire");
    mycelium.olga().run("unfreeze");

    mycelium.olga().run("freeze");

    assertThat(state().reason()).isEmpty();
  }

  @Test
  void unfreezingWhatIsNotFrozenSaysSo() {
    assertThat(mycelium.olga().run("unfreeze")).says("The workspace is not frozen.");

    assertThat(mycelium.events("workspace.unfrozen")).isEmpty();
  }

  @Test
  void aMemberMayNot() {
    Harness.User ada = mycelium.join("Ada", Role.MEMBER);

    for (String line : List.of("freeze", "unfreeze")) {
      assertThat(ada.run(line)).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    }
    assertThat(state()).isEqualTo(FreezeState.NONE);
  }

  @RepeatedTest(5)
  void ofManyAtOnceEachChangesOrIsTold() throws Exception {
    List<Reply> replies = together(6, () -> mycelium.olga().run("freeze"));

    List<Reply> refused = replies.stream().filter(r -> r instanceof Reply.Refused).toList();
    assertThat(refused)
        .allSatisfy(reply ->
            assertThat(reply).isRefused(Reply.Reason.CONFLICT, "contended").says("try again"));
    assertThat(refused).hasSizeLessThan(6);
    assertThat(state().epoch()).isEqualTo(6 - refused.size());
    assertThat(mycelium.events("workspace.frozen")).hasSize(6 - refused.size());
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Frozen());
  }

  @Test
  void aCrashBetweenTheFlagsHealsThroughTheOutbox() throws Exception {
    crashed(new FreezeState(1, true, "olga", "fire"), false);
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Queued(true));

    for (OutboxRow row : owed()) {
      assertThat(spread().handle(row)).isEqualTo(new OutboxHandler.Settled.Done());
    }

    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Frozen());
  }

  @Test
  void aRowThatComesLateDoesNotFreezeAgain() throws Exception {
    mycelium.olga().run("freeze");
    List<OutboxRow> late = owed();
    mycelium.olga().run("unfreeze");

    for (OutboxRow row : late) {
      spread().handle(row);
    }

    assertThat(late).hasSize(1);
    assertThat(queue().submit(aJob().spec())).isEqualTo(new Submitted.Queued(true));
  }

  @Test
  void killEndsWhatRuns() {
    try (JobSource drone = mycelium.queue().source()) {
      Claimed claimed = running(drone);

      assertThat(mycelium.olga().run("freeze --kill")).says("Jobs that run are being ended.");

      assertThat(drone.heartbeat(claimed.lease())).isEqualTo(Beat.CANCEL);
    }
  }

  @Test
  void withoutKillWhatRunsGoesOn() {
    try (JobSource drone = mycelium.queue().source()) {
      Claimed claimed = running(drone);

      mycelium.olga().run("freeze");

      assertThat(drone.heartbeat(claimed.lease())).isEqualTo(Beat.GO_ON);
    }
  }

  @Test
  void killReachesALongListOfJobs() {
    List<JobSpec> specs = IntStream.range(0, 230).mapToObj(_ -> aJob().spec()).toList();
    try (JobSource drone = mycelium.queue().source()) {
      var busy = DroneBuilder.aDrone("busy");
      specs.forEach(queue()::submit);
      IntStream.range(0, specs.size()).forEach(_ -> drone.claim(busy).orElseThrow());

      mycelium.olga().run("freeze --kill");

      assertThat(specs)
          .allSatisfy(
              spec -> assertThat(queue().find(spec.id()).orElseThrow().cancelling()).isTrue());
    }
  }

  @Test
  void aKillThatComesLateSparesWhatStartedAfterTheFreeze() throws Exception {
    mycelium.olga().run("freeze --kill");
    List<OutboxRow> late = owed();
    mycelium.olga().run("unfreeze");
    try (JobSource drone = mycelium.queue().source()) {
      Claimed claimed = running(drone);

      for (OutboxRow row : late) {
        spread().handle(row);
      }

      assertThat(drone.heartbeat(claimed.lease())).isEqualTo(Beat.GO_ON);
    }
  }

  @Test
  void aKillThatACrashCutShortIsCarriedOut() throws Exception {
    try (JobSource drone = mycelium.queue().source()) {
      Claimed claimed = running(drone);
      crashed(new FreezeState(1, true, "olga", ""), true);

      for (OutboxRow row : owed()) {
        spread().handle(row);
      }

      assertThat(drone.heartbeat(claimed.lease())).isEqualTo(Beat.CANCEL);
    }
  }

  /// What a gateway leaves that ends after the commit.
  private void crashed(FreezeState next, boolean kill) {
    var now = mycelium.clock().instant();
    var row =
        new OutboxRow(
            Freezer.SPREAD + ":1", Freezer.SPREAD, now, Json.tree(next).put("kill", kill));
    mycelium
        .store()
        .commit(
            Commit.of(Intent.system("test", now), Outcome.of(new Reply.Text("frozen")))
                .set(FreezeState.FLAG, Json.write(next))
                .owe(row)
                .done());
  }

  private Claimed running(JobSource drone) {
    queue().submit(aJob().spec());
    return drone.claim(DroneBuilder.aDrone("busy")).orElseThrow();
  }

  private static <T> List<T> together(int times, Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all =
          threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> work).toList());
      return all.stream().map(Future::resultNow).toList();
    }
  }
}
