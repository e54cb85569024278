package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a queue tells of all its jobs.
public interface JobListContract extends QueueUnderTest {
  @Test
  default void runningJobsAreThoseThatDronesHave() {
    JobId one = submitted(aJob());
    JobId two = submitted(aJob());
    submitted(aJob());
    Lease ended = claimed(aDrone("one"));
    claimed(aDrone("one"));

    assertThat(queue().running()).containsExactlyInAnyOrder(one, two);
    source().complete(ended, RESULT);

    assertThat(queue().running()).containsExactly(two);
  }

  @Test
  default void countsJobsWhereverTheyAre() {
    submitted(aJob().planned(plan -> plan.delayed(Duration.ofHours(1))));
    JobId first = submitted(aJob());
    submitted(
        aJob()
            .planned(plan ->
                plan.after(
                    new Dependencies(java.util.List.of(first), Dependencies.OnFailure.FAIL))));
    submitted(aJob().buriedAfter(1));
    submitted(aJob());
    claimed(aDrone("one"));
    claimed(aDrone("two"));

    assertThat(queue().counts()).isEqualTo(new JobQueue.Counts(1, 1, 1, 2, 0));
  }
}
