package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Leases: how they hold, end and are fenced.
public interface JobLeaseContract extends QueueUnderTest {
  private Report nothing(long sequence) {
    return new Report(sequence, java.util.Optional.empty(), List.of());
  }

  @Test
  default void heartbeatKeepsTheLease() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    Duration most = times().lease().multipliedBy(2).dividedBy(3);

    passTime(most);
    Beat beat = source().heartbeat(lease);
    passTime(most);
    int reaped = queue().reap();

    assertThat(beat).isEqualTo(Beat.GO_ON);
    assertThat(reaped).isZero();
    assertThat(state(id)).isEqualTo(JobState.RUNNING);
  }

  @Test
  default void reportKeepsTheLease() {
    submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    Duration most = times().lease().multipliedBy(2).dividedBy(3);

    passTime(most);
    source().report(lease, nothing(1));
    passTime(most);

    assertThat(queue().reap()).isZero();
  }

  @Test
  default void droneThatMayWorkNoMoreLosesItsJobsAtOnceAndOthersKeepTheirs() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    JobId kept = submitted(aJob());
    Lease other = claimed(aDrone("two"));
    source().announce(aDrone("one"));

    int had = queue().lose(aDrone("one").id());

    assertThat(had).isEqualTo(1);
    assertThat(state(id)).isEqualTo(JobState.WAITING);
    assertThat(job(id).lost()).isEqualTo(1);
    assertThat(job(id).failures()).isZero();
    assertThat(queue().drones()).noneMatch(drone -> drone.id().equals(lease.drone()));
    assertThat(state(kept)).isEqualTo(JobState.RUNNING);
    assertThat(source().heartbeat(other)).isEqualTo(Beat.GO_ON);
    assertThat(source().complete(lease, RESULT)).isFalse();
  }

  @Test
  default void jobOfALostDroneWaitsAgain() {
    JobId id = submitted(aJob());
    claimed(aDrone("one"));

    int reaped = loseLeases();

    assertThat(reaped).isEqualTo(1);
    assertThat(state(id)).isEqualTo(JobState.WAITING);
    assertThat(job(id).lost()).isEqualTo(1);
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void lateResultIsRefusedAndTheNewOwnersAcceptedOnce() {
    JobId id = submitted(aJob());
    Lease late = claimed(aDrone("one"));
    loseLeases();
    Lease current = claimed(aDrone("two"));

    boolean lateAccepted = source().complete(late, new JobResult("late", List.of()));
    boolean accepted = source().complete(current, RESULT);
    boolean stillLate = source().complete(late, new JobResult("late", List.of()));
    boolean afterTheEnd = source().fail(current, FAILURE);

    assertThat(lateAccepted).isFalse();
    assertThat(accepted).isTrue();
    assertThat(stillLate).isFalse();
    assertThat(afterTheEnd).isFalse();
    assertThat(job(id).result()).contains(RESULT);
    assertThat(owedKinds()).containsOnlyOnce(JobEvents.ENDED);
  }

  @Test
  default void zombieThatTheSameDroneBecameIsRefusedByItsFence() {
    submitted(aJob());
    Drone drone = aDrone("one");
    Lease old = claimed(drone);
    loseLeases();
    Lease current = claimed(drone);

    assertThat(source().heartbeat(old)).isEqualTo(Beat.LOST);
    assertThat(source().complete(old, RESULT)).isFalse();
    assertThat(source().heartbeat(current)).isEqualTo(Beat.GO_ON);
  }

  @Test
  default void zombieLearnsThatItLostAndMovesNothing() {
    JobId id = submitted(aJob());
    Lease zombie = claimed(aDrone("one"));
    loseLeases();

    assertThat(source().heartbeat(zombie)).isEqualTo(Beat.LOST);
    assertThat(source().report(zombie, nothing(1))).isEqualTo(Beat.LOST);
    assertThat(source().fail(zombie, FAILURE)).isFalse();
    assertThat(source().release(zombie)).isFalse();
    assertThat(state(id)).isEqualTo(JobState.WAITING);
  }

  @Test
  default void acceptedCallsAreAcceptedAgain() {
    submitted(aJob());
    submitted(aJob());
    submitted(aJob());
    Lease completed = claimed(aDrone("one"));
    Lease failed = claimed(aDrone("one"));
    Lease released = claimed(aDrone("one"));

    for (int i = 0; i < 2; i++) {
      assertThat(source().complete(completed, RESULT)).isTrue();
      assertThat(source().fail(failed, FAILURE)).isTrue();
      assertThat(source().release(released)).isTrue();
    }
    assertThat(owedKinds())
        .containsOnlyOnce(JobEvents.REQUEUED)
        .filteredOn(JobEvents.ENDED::equals)
        .hasSize(2);
  }

  @Test
  default void releasedJobWaitsAtOnceAndNoDroneCountsAsLost() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));

    boolean accepted = source().release(lease);

    assertThat(accepted).isTrue();
    assertThat(job(id).lost()).isZero();
    assertThat(source().complete(lease, RESULT)).isFalse();
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void jobThatLostTooManyDronesIsDead() {
    JobId id = submitted(aJob().buriedAfter(2));

    claimed(aDrone("one"));
    loseLeases();
    JobState afterOne = state(id);
    Lease last = claimed(aDrone("two"));
    loseLeases();

    assertThat(afterOne).isEqualTo(JobState.WAITING);
    assertThat(state(id)).isEqualTo(JobState.DEAD);
    assertThat(job(id).lost()).isEqualTo(2);
    assertThat(job(id).failure())
        .contains(
            new JobFailure(
                "drones-lost",
                "2 drones were lost with it. The last time: The drone was not heard of any more."));
    assertThat(source().complete(last, RESULT)).isFalse();
    assertThat(claimedJob(aDrone("three"))).isEmpty();
  }

  @Test
  default void twoReapersDealWithEachLeaseOnce() throws InterruptedException, ExecutionException {
    int jobs = 100;
    for (int i = 0; i < jobs; i++) {
      submitted(aJob());
      claimed(aDrone("one"));
    }
    passTime(times().lease().plusSeconds(1));
    Callable<Integer> reap = () -> queue().reap();
    int reaped = 0;

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> some : threads.invokeAll(Collections.nCopies(2, reap))) {
        reaped += some.get();
      }
    }

    assertThat(reaped).isEqualTo(jobs);
    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(jobs, 0, 0, 0, 0));
    assertThat(owedKinds()).filteredOn(JobEvents.REQUEUED::equals).hasSize(jobs);
  }

  @Test
  default void progressOfALostDroneIsForgotten() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    source()
        .report(lease, new Report(1, java.util.Optional.of(new JobProgress(80, "on")), List.of()));

    loseLeases();

    assertThat(job(id).progress()).isEmpty();
  }
}
