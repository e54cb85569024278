package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobState;
import io.mycelium.drone.sandbox.Containment;
import org.junit.jupiter.api.Test;

final class UncontainedJobsTest extends JobLifeContract {
  @Override
  Containment containment() {
    return new Containment.None("as the test wants it", "apt-get install bubblewrap");
  }

  @Test
  void untrustedFunctionWaitsForADroneThatContains() {
    JobId untrusted = place().job().shell("echo no").untrusted().submit();
    JobId later = place().job().shell("echo yes").submit();

    place().ended(later);

    assertThat(place().queue().find(untrusted).orElseThrow().state()).isEqualTo(JobState.WAITING);
  }
}
