package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Enforcement;
import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import io.mycelium.drone.sandbox.NeedsControlGroups;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a job is told of its policy, on a drone that can keep to all of it.
@NeedsBubblewrap
@NeedsControlGroups
final class PolicyJobsTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private Workplace place;

  @BeforeEach
  void start() throws IOException {
    place =
        new Workplace(
            redis.url(),
            NeedsBubblewrap.Probed.CONTAINMENT,
            NeedsControlGroups.Probed.CONTROL,
            UnaryOperator.identity());
  }

  @AfterEach
  void stop() throws IOException {
    place.close();
  }

  @Test
  void refusedConnectionIsInTheLogOnce() {
    var list = new NetworkPolicy.Allowed(List.of(new HostPattern("pypi.org", 443)));
    JobId job =
        place
            .job()
            .shell(
                "for i in 1 2; do python3 -c \"import urllib.request as u; u.urlopen('http://example.org/')\" 2>/dev/null; done; echo done")
            .limited(JobLimits.STANDARD.withNetwork(list))
            .submit();

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("done");
    assertThat(place.log(job))
        .containsExactly(
            "The connection to example.org:80 was refused: it is not on the list of the function's network.");
  }

  @Test
  void memoryThatRanOutIsToldWithItsLimit() {
    JobId job =
        place
            .job()
            .run("python3", "-c", "print(len(b'x' * (1 << 30)))")
            .file("any", false, "")
            .limited(JobLimits.STANDARD.withMemoryBytes(64L << 20))
            .submit();

    assertThat(place.ended(job).failure())
        .contains(new JobFailure("out-of-memory", "It ran out of memory: 64 MiB."));
  }

  @Test
  void whatTheDroneCanEnforceIsInItsTags() {
    await().until(() -> !place.queue().drones().isEmpty());

    assertThat(place.queue().drones().getFirst().tags())
        .contains(
            "sandbox:bubblewrap",
            "limits:" + NeedsControlGroups.Probed.CONTROL.level(),
            Enforcement.WHOLE_MEMORY.tag(),
            Enforcement.ALLOW_LIST.tag());
  }
}
