package io.mycelium.functions.jobs;

import static io.mycelium.core.fixture.ReplyAssert.assertThat;
import static io.mycelium.functions.TestGateway.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.command.StartOptions;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobInput;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Calls that let their jobs start later, or after other jobs.
class StartLaterTest {
  private static final String ONCE = "once: {key: '{repo}', window: 1h}\n";

  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway.User olga;
  private TestGateway.User ada;

  @BeforeEach
  void open() {
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    TestPackage.drop(functions, "once", TestPackage.manifest("once", "low") + ONCE);
    TestPackage.drop(functions, "heavy", TestPackage.manifest("heavy", "low") + "requires: gpu\n");
    TestPackage.drop(functions, "risky");
    gateway = TestGateway.open().watching(functions);
    olga = gateway.admin();
    ada = olga.invite("ada", Role.MEMBER);
    for (String name : List.of("count", "once", "heavy")) {
      await().untilAsserted(() -> assertThat(olga.run("function trust " + name)).isNotRefused());
      await().until(() -> gateway.has(name));
    }
    await().until(() -> gateway.has("risky"));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void jobThatStartsLaterSaysWhenAndCanBeCancelled() {
    Reply asked = ada.run("count --repo /srv --start-in 2h");

    await().until(() -> queued(asked) == JobState.DELAYED);
    Job job = job(asked);
    assertThat(Duration.between(job.spec().askedAt(), job.due().orElseThrow()))
        .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(5));
    assertThat(ada.run("job show 1"))
        .hasState("delayed")
        .says("It starts ", " UTC at the earliest");
    assertThat(ada.run("job list delayed")).isTable(1).hasColumn("state", "delayed");
    await().until(() -> gateway.events("job.kept").size() == 1);
    assertThat(gateway.events("job.kept").getFirst().payload().path("why").asText())
        .startsWith("It starts ");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      assertThat(drone.findsNothing()).isTrue();
    }

    ada.run("job cancel 1");
    await().untilAsserted(() -> assertThat(ada.run("job show 1")).hasState("cancelled"));
    assertThat(job(asked).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void jobStartsWhenItsTimeHasComeAndItsScriptKnowsNothingOfIt() {
    Reply asked = ada.run("count --start-in 1s");
    await()
        .until(() -> {
          gateway.queue().jobs().promote(Duration.ofMillis(100));
          return queued(asked) == JobState.WAITING;
        });

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed claimed = drone.claim();
      Job job = gateway.queue().jobs().find(claimed.job().id()).orElseThrow();
      assertThat(Duration.between(claimed.job().askedAt(), job.startedAt().orElseThrow()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(claimed.job().options()).hasToString("{\"most\":7}");
      drone.complete(claimed.lease(), "Done.");
    }
  }

  @Test
  void jobWaitsForAnotherAndGetsWhatItBrought() {
    ada.run("count");
    Reply second = ada.run("count --start-after #1");

    await().until(() -> queued(second) == JobState.HELD);
    assertThat(ada.run("job show 2")).hasState("held").says("It waits for #1 to end.");
    assertThat(ada.run("job list held")).hasColumn("progress", "It waits for #1 to end.");
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      Claimed first = drone.claim();
      assertThat(drone.findsNothing()).isTrue();
      drone.complete(first.lease(), "Counted **7**.");

      Claimed next = drone.claim();
      assertThat(next.job().id()).isEqualTo(id(second));
      assertThat(next.inputs()).extracting(JobInput::job).containsExactly(first.job().id());
      assertThat(next.inputs().getFirst().result().orElseThrow().markdown())
          .isEqualTo("Counted **7**.");
      drone.complete(next.lease(), "Done.");
    }
    await().untilAsserted(() -> assertThat(ada.run("job show 2")).hasState("done"));
  }

  @Test
  void jobOfBothWaitsForItsTimeWhenTheOtherHasEnded() {
    ada.run("count");
    Reply second = ada.run("count --start-after 1 --start-in 1h");
    await().until(() -> queued(second) == JobState.HELD);
    await().until(() -> gateway.events("job.kept").size() == 1);
    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.complete(drone.claim().lease(), "Done.");
      assertThat(drone.findsNothing()).isTrue();
    }

    assertThat(ada.run("job show 2")).hasState("delayed").says("It starts ");
    await()
        .untilAsserted(() ->
            assertThat(gateway.events("job.kept"))
                .extracting(event -> event.payload().path("why").asText().substring(0, 9))
                .containsExactly("It waits ", "It starts"));
  }

  @Test
  void failureOfTheFirstFailsTheSecondUnlessItStartsAnyway() {
    ada.run("count");
    Reply second = ada.run("count --start-after 1");
    Reply third = ada.run("count --start-after 1 --start-anyway");
    await().until(() -> queued(second) == JobState.HELD && queued(third) == JobState.HELD);

    try (var drone = ScriptedDrone.bare(gateway.queue(), "attic")) {
      drone.fail(drone.claim().lease(), "exit", "It ended with code 3.");
      Claimed next = drone.claim();
      assertThat(next.job().id()).isEqualTo(id(third));
      assertThat(next.inputs().getFirst().failure().orElseThrow().code()).isEqualTo("exit");
      drone.complete(next.lease(), "Done.");
    }
    await()
        .untilAsserted(() ->
            assertThat(ada.run("job show 2"))
                .hasState("failed")
                .hasField("code", "dependency")
                .says("The job #1, which it waited for, brought no result."));
  }

  @Test
  void jobThatWaitsForAnotherCanBeCancelled() {
    ada.run("count");
    Reply second = ada.run("count --start-after 1");
    await().until(() -> queued(second) == JobState.HELD);

    ada.run("job cancel 2");

    await().untilAsserted(() -> assertThat(ada.run("job show 2")).hasState("cancelled"));
    assertThat(job(second).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void jobWaitsForOneThatIsOnItsWayIntoTheQueue() {
    var gpu = new QueueControl.OfClass(Requirements.parse("gpu").jobClass());
    gateway.queue().jobs().control(new QueueControl(gpu, QueueControl.Mode.DRAINING));
    Reply first = ada.run("heavy");
    Reply second = ada.run("count --start-after 1");
    Reply plain = ada.run("count");
    await().until(() -> queued(plain) == JobState.WAITING);
    assertThat(ada.run("job show 2")).hasState("waiting");

    gateway.queue().jobs().control(new QueueControl(gpu, QueueControl.Mode.GO_ON));

    await().until(() -> queued(second) == JobState.HELD);
    assertThat(queued(first)).isEqualTo(JobState.WAITING);
  }

  @Test
  void whatCannotBeWaitedForIsRefusedBeforeAnythingIsKept() {
    ada.run("count");

    assertThat(ada.run("count --start-after '1, 99'"))
        .isRefused(Reply.Reason.NOT_FOUND, "not-found")
        .blames(StartOptions.AFTER)
        .says("#99");
    assertThat(ada.run("risky --start-after 99")).isRefused(Reply.Reason.NOT_FOUND, "not-found");
    assertThat(ada.run("count --start-anyway"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames(StartOptions.ANYWAY);
    assertThat(ada.run("count --start-in 31d"))
        .isRefused(Reply.Reason.INVALID, "bad-options")
        .blames(StartOptions.IN);
    assertThat(gateway.events("job.queued")).hasSize(1);
    assertThat(gateway.events("approval.requested")).isEmpty();
  }

  @Test
  void whatTheQueueForgotCannotBeWaitedFor() {
    gateway.queue().jobs().freeze(1, true);
    ada.run("count");
    ada.run("job cancel 1");
    await().untilAsserted(() -> assertThat(ada.run("job show 1")).hasState("cancelled"));
    gateway.queue().jobs().freeze(2, false);

    assertThat(ada.run("count --start-after 1"))
        .isRefused(Reply.Reason.NOT_FOUND, "forgotten")
        .blames(StartOptions.AFTER)
        .says("#1");
  }

  @Test
  void approverSeesWhenTheJobStarts() {
    ada.run("count");
    Reply asked = ada.run("risky --start-in 90m --start-after '#1' --start-anyway");
    assertThat(asked)
        .isAccepted("approval")
        .hasField("command", "risky --most 7 --start-in 90m --start-after '#1' --start-anyway");

    olga.run("approval grant " + field(asked, "number").substring(1));

    JobId id = new JobId("job_" + field(asked, "id").substring("apr_".length()));
    await().until(() -> gateway.queue().jobs().find(id).isPresent());
    assertThat(gateway.queue().jobs().find(id).orElseThrow().spec().plan().delay()).hasMinutes(90);
  }

  @Test
  void startIsNoPartOfWhatMakesTwoCallsTheSame() {
    Reply first = ada.run("once --repo /srv --start-in 2h");
    await().until(() -> queued(first) == JobState.DELAYED);
    ada.run("once --repo /srv");

    await().untilAsserted(() -> assertThat(ada.run("job show 2")).hasState("cancelled"));
  }

  private JobState queued(Reply reply) {
    return gateway.queue().jobs().find(id(reply)).map(Job::state).orElse(JobState.DEAD);
  }

  private Job job(Reply reply) {
    return gateway.queue().jobs().find(id(reply)).orElseThrow();
  }

  private static JobId id(Reply reply) {
    return new JobId(field(reply, "id"));
  }
}
