package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mycelium.core.id.JobId;
import io.mycelium.core.trace.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Putting jobs in, and their way to the end.
public interface JobSubmitContract extends QueueUnderTest {
  Submitted QUEUED = new Submitted.Queued(true);

  @Test
  default void jobLivesFromSubmitToResult() {
    JobSpec spec = aJob().spec();
    Drone drone = aDrone("one");

    queue().submit(spec);
    Claimed claimed = source().claim(drone).orElseThrow();
    Job running = job(spec.id());
    boolean accepted = source().complete(claimed.lease(), RESULT);
    Job done = job(spec.id());

    assertThat(claimed.job()).isEqualTo(spec);
    assertThat(claimed.lease()).isEqualTo(new Lease(spec.id(), drone.id(), 1));
    assertThat(running.state()).isEqualTo(JobState.RUNNING);
    assertThat(running.drone()).contains(drone.id());
    assertThat(running.startedAt()).isPresent();
    assertThat(accepted).isTrue();
    assertThat(done.spec()).isEqualTo(spec);
    assertThat(done.state()).isEqualTo(JobState.DONE);
    assertThat(done.result()).contains(RESULT);
    assertThat(done.failure()).isEmpty();
    assertThat(done.endedAt().orElseThrow()).isAfterOrEqualTo(done.startedAt().orElseThrow());
    assertThat(source().claim(drone)).isEmpty();
  }

  @Test
  default void traceGoesWithTheJob() {
    var trace =
        new TraceContext(
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Optional.of("rojo=\"1 2\",congo=t61"));
    JobSpec spec = aJob().traced(trace).spec();

    queue().submit(spec);
    Claimed claimed = source().claim(aDrone("one")).orElseThrow();
    source().complete(claimed.lease(), RESULT);

    assertThat(claimed.job()).isEqualTo(spec);
    assertThat(job(spec.id()).spec().trace()).contains(trace);
  }

  @Test
  default void freshJobWaitsWithoutADrone() {
    JobId id = submitted(aJob());

    Job job = job(id);

    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.drone()).isEmpty();
    assertThat(job.fence()).isZero();
    assertThat(job.lost()).isZero();
    assertThat(job.startedAt()).isEmpty();
    assertThat(job.endedAt()).isEmpty();
  }

  @Test
  default void failureIsKept() {
    JobId id = submitted(aJob());

    boolean accepted = source().fail(claimed(aDrone("one")), FAILURE);

    assertThat(accepted).isTrue();
    assertThat(state(id)).isEqualTo(JobState.FAILED);
    assertThat(job(id).failure()).contains(FAILURE);
    assertThat(job(id).result()).isEmpty();
  }

  @Test
  default void sameJobAgainIsKnownInEveryState() {
    JobSpec spec = aJob().spec();
    List<Submitted> answers = new ArrayList<>();

    answers.add(queue().submit(spec));
    answers.add(queue().submit(spec));
    Lease lease = claimed(aDrone("one"));
    answers.add(queue().submit(spec));
    source().complete(lease, RESULT);
    answers.add(queue().submit(spec));

    Submitted known = new Submitted.Known(true);
    assertThat(answers).containsExactly(QUEUED, known, known, known);
    assertThat(source().claim(aDrone("one"))).isEmpty();
  }

  @Test
  default void sameJobFromEightThreadsIsQueuedOnce()
      throws InterruptedException, ExecutionException {
    JobSpec spec = aJob().spec();
    List<Callable<Submitted>> calls = java.util.Collections.nCopies(8, () -> queue().submit(spec));
    List<Submitted> answers = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Submitted> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsOnlyOnce(QUEUED);
    assertThat(claimedJob(aDrone("one"))).contains(spec.id());
    assertThat(claimedJob(aDrone("two"))).isEmpty();
    assertThat(owedKinds()).containsOnlyOnce(JobEvents.QUEUED);
  }

  @Test
  default void unknownJobIsNotFound() {
    assertThat(queue().find(new JobId("job_none"))).isEmpty();
    assertThat(queue().cancel(new JobId("job_none"), "why not")).isEmpty();
  }

  @Test
  default void tagThatCouldBeTwoIsNoTag() {
    assertThatIllegalArgumentException().isThrownBy(() -> aJob().requiring("gpu,big"));
  }

  @Test
  default void frozenQueueTakesAndGivesNothingWhileRunningJobsGoOn() {
    JobId running = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    JobId waiting = submitted(aJob());

    queue().freeze(1, true);
    Submitted refused = queue().submit(aJob().spec());
    Optional<JobId> none = claimedJob(aDrone("two"));
    Beat beat = source().heartbeat(lease);
    boolean accepted = source().complete(lease, RESULT);
    queue().freeze(2, false);

    assertThat(refused).isEqualTo(new Submitted.Frozen());
    assertThat(none).isEmpty();
    assertThat(beat).isEqualTo(Beat.GO_ON);
    assertThat(accepted).isTrue();
    assertThat(state(running)).isEqualTo(JobState.DONE);
    assertThat(claimedJob(aDrone("two"))).contains(waiting);
  }

  @Test
  default void jobThatIsInIsKnownWhileFrozen() {
    JobSpec spec = aJob().spec();
    queue().submit(spec);

    queue().freeze(1, true);

    assertThat(queue().submit(spec)).isEqualTo(new Submitted.Known(true));
  }

  @Test
  default void olderFreezeIsIgnored() {
    queue().freeze(3, false);

    queue().freeze(2, true);

    assertThat(queue().submit(aJob().spec())).isEqualTo(QUEUED);
  }
}
