package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Stopping jobs.
public interface JobCancelContract extends QueueUnderTest {
  private static void isCancelled(Job job) {
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.cancelling()).isFalse();
    assertThat(job.failure()).contains(new JobFailure("cancelled", "no \"need\""));
    assertThat(job.endedAt()).isPresent();
  }

  private Job cancelled(JobId id) {
    return queue().cancel(id, "no \"need\"").orElseThrow();
  }

  @Test
  default void waitingJobIsCancelledAtOnce() {
    JobId id = submitted(aJob());

    isCancelled(cancelled(id));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(owedKinds()).containsExactlyInAnyOrder(JobEvents.QUEUED, JobEvents.ENDED);
  }

  @Test
  default void droneOfACancelledJobIsToldAndReleasesIt() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));

    Job told = cancelled(id);
    Beat beat = source().heartbeat(lease);
    Beat reported = source().report(lease, new Report(1, Optional.empty(), List.of()));
    boolean accepted = source().release(lease);

    assertThat(told.state()).isEqualTo(JobState.RUNNING);
    assertThat(told.cancelling()).isTrue();
    assertThat(beat).isEqualTo(Beat.CANCEL);
    assertThat(reported).isEqualTo(Beat.CANCEL);
    assertThat(accepted).isTrue();
    isCancelled(job(id));
    assertThat(claimedJob(aDrone("two"))).isEmpty();
  }

  @Test
  default void failureOfACancelledJobIsACancellation() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    cancelled(id);

    source().fail(lease, FAILURE);

    isCancelled(job(id));
  }

  @Test
  default void resultThatWasFasterThanTheCancellationStays() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));
    cancelled(id);

    boolean accepted = source().complete(lease, RESULT);

    assertThat(accepted).isTrue();
    assertThat(state(id)).isEqualTo(JobState.DONE);
    assertThat(job(id).cancelling()).isFalse();
  }

  @Test
  default void cancelledJobOfALostDroneDoesNotRunAgain() {
    JobId id = submitted(aJob());
    claimed(aDrone("one"));
    cancelled(id);

    loseLeases();

    isCancelled(job(id));
    assertThat(claimedJob(aDrone("two"))).isEmpty();
  }

  @Test
  default void endedJobStaysAsItIs() {
    JobId id = submitted(aJob());
    source().complete(claimed(aDrone("one")), RESULT);
    Job before = job(id);

    Job after = cancelled(id);

    assertThat(after).isEqualTo(before);
  }

  @Test
  default void firstReasonCounts() {
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));

    cancelled(id);
    queue().cancel(id, "another");
    source().release(lease);

    isCancelled(job(id));
  }
}
