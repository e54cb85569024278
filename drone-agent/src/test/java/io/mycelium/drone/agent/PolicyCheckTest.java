package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ResourceControl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyCheckTest {
  private static final Containment BUBBLEWRAP =
      new Containment.Bubblewrap(
          Path.of("/usr/bin/bwrap"), "1", Path.of("/usr/bin/prlimit"), Optional.empty(), Set.of());
  private static final Containment NONE = new Containment.None("no bwrap", "install it");
  private static final ResourceControl PER_PROCESS =
      new ResourceControl.PerProcess("there are no groups");
  private static final ResourceControl GROUPS =
      new ResourceControl.Cgroup2(Path.of("/groups"), true, Path.of("/groups"));
  private static final NetworkPolicy LIST =
      new NetworkPolicy.Allowed(List.of(new HostPattern("pypi.org", 443)));

  @Test
  void trustedJobThatAsksForNothingRunsEverywhere() {
    assertThat(against(NONE, PER_PROCESS, JobLimits.STANDARD, true)).isEmpty();
  }

  @Test
  void numberOfProcessorsNeedsGroupsThatLimitThem() {
    JobLimits limits = JobLimits.STANDARD.withCpus(2);

    assertThat(against(BUBBLEWRAP, GROUPS, limits, true)).isEmpty();
    assertThat(against(BUBBLEWRAP, PER_PROCESS, limits, true))
        .contains(
            new JobFailure(
                "not-enforced",
                "This drone cannot limit how many processors a job uses: there are no groups."));
  }

  @Test
  void networkThatIsLimitedInSoManyWordsNeedsContainment() {
    for (NetworkPolicy policy : List.of(new NetworkPolicy.None(), LIST)) {
      JobLimits limits = JobLimits.STANDARD.withNetwork(policy);

      assertThat(against(BUBBLEWRAP, PER_PROCESS, limits, true)).isEmpty();
      assertThat(against(NONE, GROUPS, limits, true).orElseThrow().message())
          .isEqualTo(
              "This drone cannot keep it to its network: no bwrap. To mend that: install it");
    }
  }

  @Test
  void functionWithoutTrustHasNoNetwork() {
    for (NetworkPolicy policy : List.of(new NetworkPolicy.Full(), LIST)) {
      JobLimits limits = JobLimits.STANDARD.withNetwork(policy);

      assertThat(against(BUBBLEWRAP, GROUPS, limits, false).orElseThrow().code())
          .isEqualTo("network-refused");
    }
  }

  private static Optional<JobFailure> against(
      Containment containment, ResourceControl control, JobLimits limits, boolean trusted) {
    return new PolicyCheck(containment, control).against(PreparationTest.job(trusted, limits));
  }
}
