package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.function.Switches;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that run anew, and the queue as operators steer it.
class SteerQueueTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;

  @BeforeEach
  void open() {
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void failedJobRunsAnewWithItsHistory() {
    ada.run("count");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.fail(drone.claim().lease(), "exit", "It ended with code 3.");
      await().until(() -> gateway.events("job.ended").size() == 1);
      assertThat(ada.run("job show 1")).hasState("failed").offers("Retry");
      assertThat(ada.run("job list --all")).hasColumn("progress", "It ended with code 3.");

      assertThat(ada.run("job retry 1")).isCard("#1 count").hasState("waiting");
      Claimed again = drone.claim();
      drone.complete(again.lease(), "Done.");

      await().until(() -> gateway.events("job.ended").size() == 2);
      assertThat(ada.run("job show 1"))
          .hasState("done")
          .hasField("run-1", "failed on attic (exit): It ended with code 3.");
      assertThat(ada.run("job retry 1")).isRefused(Reply.Reason.CONFLICT, "done");
    }
  }

  @Test
  void whoAskedDoesNotOverruleWhoStoppedIt() {
    ada.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);
    olga.run("job cancel 1 --reason no");
    await().until(() -> !gateway.events("job.ended").isEmpty());

    assertThat(ada.run("job retry 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours")
        .says("Somebody else stopped this job");
    assertThat(olga.run("job retry 1")).hasState("waiting");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.complete(drone.claim().lease(), "Done.");
    }
    await().until(() -> gateway.events("job.ended").size() == 2);
  }

  @Test
  void jobOfAStoppedFunctionDoesNotRunAnew() {
    failed("count");
    olga.run("function stop count");

    assertThat(ada.run("job retry 1"))
        .isRefused(Reply.Reason.UNAVAILABLE, Switches.CODE)
        .says("function start count");

    olga.run("function start count");
    assertThat(ada.run("job retry 1")).hasState("waiting");
  }

  @Test
  void agreementIsForOneRun() {
    TestPackage.drop(functions, "risky");
    await().until(() -> gateway.has("risky"));
    ada.run("risky");
    olga.run("approval grant 1");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);
    fail(ScriptedDrone.containing(gateway.queue(), "attic"));

    assertThat(ada.run("job retry 1"))
        .isRefused(Reply.Reason.FORBIDDEN, "not-yours")
        .says("Others agreed to that one run");
    assertThat(olga.run("job retry 1")).hasState("waiting");
  }

  private void failed(String call) {
    ada.run(call);
    fail(ScriptedDrone.bare(gateway.queue(), "attic"));
  }

  private void fail(ScriptedDrone drone) {
    try (drone) {
      drone.fail(drone.claim().lease(), "exit", "It ended with code 3.");
      await().until(() -> gateway.events("job.ended").size() == 1);
    }
  }

  @Test
  void pausedQueueSaysWhyAJobWaitsAndGoesOn() {
    assertThat(ada.run("queue pause")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
    olga.run("queue pause");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      ada.run("count");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

      assertThat(ada.run("job show 1")).says("The queue is paused for it");
      assertThat(ada.run("queue show"))
          .isCard("The queue")
          .hasState("paused")
          .hasField("waiting", "1")
          .says("1 job waits for any drone");
      assertThat(drone.findsNothing()).isTrue();

      olga.run("queue resume");
      drone.complete(drone.claim().lease(), "Done.");
      assertThat(ada.run("queue show")).hasState("open");
    }
    assertThat(gateway.events("queue."))
        .extracting(event -> event.type())
        .containsExactly("queue.paused", "queue.resumed");
  }

  @Test
  void jobThatADrainKeepsOutSaysSo() {
    olga.run("queue drain any");
    ada.run("count");

    assertThat(ada.run("job show 1")).hasState("waiting").says("A part of the queue is drained");
    olga.run("queue resume any");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    olga.run("queue drain");
    ada.run("count");
    assertThat(ada.run("job show 2")).says("The queue is drained and takes no jobs");
    assertThat(ada.run("job show 1")).says("No drone is live");
  }

  @Test
  void grantedJobThatTheQueueHasNoRoomForSaysSo() {
    gateway.queue().jobs().setPolicy(QueuePolicy.STANDARD.holding(1, 1));
    TestPackage.drop(functions, "risky");
    await().until(() -> gateway.has("risky"));
    ada.run("risky");
    ada.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

    olga.run("approval grant 1");

    await()
        .untilAsserted(() ->
            assertThat(ada.run("job show 1"))
                .hasState("waiting")
                .says(
                    "The queue has 1 open jobs, as many as it takes; it comes in when there is room."));
  }

  @Test
  void theLineOfJobsThatTakeAnyDroneIsHeldUpAlone() {
    assertThat(olga.run("queue pause any")).says("The line of jobs that take any drone is paused");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      ada.run("count");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 1);

      assertThat(drone.findsNothing()).isTrue();
      assertThat(ada.run("queue show")).says("The line of jobs that take any drone is paused");

      olga.run("queue resume any");
      drone.complete(drone.claim().lease(), "Done.");
    }
  }

  @Test
  void jobBeyondALimitIsHeldAndSaysSo() {
    assertThat(olga.run("queue limit function:count --at-once 1")).says("1 at once");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      ada.run("count");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 1);
      ada.run("count");
      Claimed first = drone.claim();
      await()
          .untilAsserted(() -> {
            assertThat(drone.findsNothing()).isTrue();
            assertThat(ada.run("job list --state held")).isTable(1).hasColumn("number", "#2");
          });
      assertThat(ada.run("job show 2")).hasState("held").says("As many jobs of function:count run");
      drone.complete(first.lease(), "Done.");
      drone.complete(drone.claim().lease(), "Done.");
    }

    assertThat(olga.run("queue unlimit function:count")).says("no limit any more");
    assertThat(olga.run("queue unlimit function:count"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(olga.run("queue limit count --at-once 1")).says("function:NAME");
    assertThat(olga.run("queue limit function:count --rate often")).says("10/1m");
  }

  @Test
  void limitOfADroneIsCalledByItsName() {
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.findsNothing();
      assertThat(olga.run("queue limit drone:attic --at-once 1")).says("drone:attic");
      assertThat(ada.run("queue show")).says("`drone:attic` is limited: 1 at once");
      ada.run("count");
      ada.run("count");
      await().until(() -> gateway.queue().jobs().counts().waiting() == 2);
      Claimed first = drone.claim();
      assertThat(drone.findsNothing()).isTrue();
      drone.complete(first.lease(), "Done.");
      drone.complete(drone.claim().lease(), "Done.");

      assertThat(olga.run("queue unlimit drone:attic")).says("no limit any more");
    }
    assertThat(olga.run("queue limit drone:nobody --at-once 1"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found");
  }

  @Test
  void jobThatALimitOfAllDronesKeepsSaysSo() {
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.findsNothing();
      olga.run("queue limit drone:attic --rate 1/1d");
      Claimed first = oneRunsAndOneWaits(drone);

      assertThat(ada.run("job show 2"))
          .hasState("waiting")
          .says("It may wait for the limit of each live drone");
      drone.complete(first.lease(), "Done.");
    }
  }

  private Claimed oneRunsAndOneWaits(ScriptedDrone drone) {
    ada.run("count");
    Claimed first = drone.claim();
    ada.run("count");
    await().until(() -> gateway.queue().jobs().counts().waiting() == 1);
    assertThat(drone.findsNothing()).isTrue();
    return first;
  }

  @Test
  void limitOfTheQueueHoldsForAllOfIt() {
    assertThat(olga.run("queue limit queue --at-once 1")).says("Jobs beyond that wait.");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed first = oneRunsAndOneWaits(drone);
      assertThat(ada.run("job show 2"))
          .hasState("waiting")
          .says("As many jobs run as the limit of the queue allows");
      drone.complete(first.lease(), "Done.");
      drone.complete(drone.claim().lease(), "Done.");
    }
    assertThat(olga.run("queue unlimit queue")).says("no limit any more");
  }

  @Test
  void jobThatFailsAsOftenAsItMayIsGivenUpAndRedriven() {
    TestPackage.drop(
        functions,
        "flaky",
        TestPackage.manifest("flaky", "low")
            + "retry: {attempts: 2, backoff: fixed, base: 1s, most: 1s}\n");
    await().until(() -> gateway.events("function.broken").size() == 2);
    olga.run("function trust flaky");
    await().until(() -> gateway.has("flaky"));
    ada.run("flaky");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      drone.fail(drone.claim().lease(), "exit", "It ended with code 3.");
      await().until(() -> !gateway.events("job.requeued").isEmpty());
      assertThat(ada.run("job show 1"))
          .hasState("delayed")
          .says("Try 2 of 2 comes", "The last one failed: It ended with code 3.")
          .hasField("tries", "1 of 2 failed");
      cellar.fail(cellar.claim().lease(), "exit", "It ended with code 4.");
      await().until(() -> !gateway.events("job.ended").isEmpty());

      assertThat(ada.run("job dead"))
          .isTable(1)
          .hasColumn("job", "#1")
          .says("failed on cellar (exit): It ended with code 4.");
      assertThat(ada.run("job redrive")).isRefused(Reply.Reason.FORBIDDEN, "not-permitted");
      assertThat(olga.confirm("job redrive --function count")).says("was given up");
      assertThat(olga.confirm("job redrive --code exit")).says("A job runs anew: #1.");

      cellar.complete(cellar.claim().lease(), "Done.");
      await().until(() -> gateway.events("job.ended").size() == 2);
      assertThat(ada.run("job dead")).isTable(0);
    }
  }

  @Test
  void droneThatIsGoneIsShownAsItWasHeardOfLast() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      gateway.queue().jobs().lose(attic.id());
      Drone known = gateway.queue().jobs().drone(attic.id()).orElseThrow();
      String seen = Times.of(known.seenAt());

      assertThat(ada.run("drone list")).isTable(0);
      for (String name : List.of("attic", "drn_attic")) {
        assertThat(ada.run("drone show " + name))
            .isCard("attic")
            .hasState("gone")
            .says("It is not live: it was last heard of at " + Times.said(known.seenAt()))
            .hasField("cores", "4")
            .hasField("seen", seen);
      }
      assertThat(ada.run("drone show atic")).isRefused(Reply.Reason.NOT_FOUND, "not-found");
    }
  }

  @Test
  void quarantineIsToldInTheMainRoomAndEndedByAnOperator() {
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic")) {
      for (int job = 0; job < 3; job++) {
        ada.run("count");
      }
      List<Claimed> claimed = List.of(attic.claim(), attic.claim(), attic.claim());
      var trouble = new JobFailure("drone-error", "disk full");
      claimed.forEach(job -> attic.source().refuse(job.lease(), trouble));

      await()
          .untilAsserted(() ->
              assertThat(gateway.posts(RoomId.MAIN))
                  .anySatisfy(post ->
                      assertThat(post.content().toString())
                          .contains("The drone `attic` is quarantined", "drone resume drn_attic")));
      assertThat(ada.run("drone show attic")).hasState("quarantined");
      assertThat(olga.run("drone resume drn_attic")).says("gets jobs again");
      assertThat(ada.run("drone show attic")).hasState("idle");
    }
  }
}
