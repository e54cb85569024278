package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.job.JobPriority;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Requirements;
import io.mycelium.core.json.Json;
import io.mycelium.drone.agent.Preparation.Prepared;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.ResourceControl;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PreparationTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  @TempDir Path home;

  /// A queue gives such a job to nobody who cannot contain it; the drone does not rely on that.
  @Test
  void untrustedFunctionIsRefusedWithoutContainment() throws Exception {
    var uncontained = new Containment.None("bwrap is not installed", "apt-get install bubblewrap");

    Prepared prepared = prepared(uncontained, job(false));

    assertThat(prepared).isInstanceOf(Prepared.Refused.class);
    var failure = ((Prepared.Refused) prepared).failure();
    assertThat(failure.code()).isEqualTo("not-contained");
    assertThat(failure.message()).contains("bwrap is not installed", "apt-get install bubblewrap");
    assertThat(home.resolve("work")).doesNotExist();
  }

  private Prepared prepared(Containment containment, JobSpec job) throws Exception {
    var settings =
        new AgentSettings(
            new DroneId("drn_one"),
            "one",
            "test",
            home,
            List.of(),
            List.of(),
            List.of(),
            Set.of(),
            1);
    try (Redis redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
        JobSource source = RedisQueue.open(redis, "main").source()) {
      var cache = new PackageCache(home.resolve("packages"), source, () -> Instant.EPOCH, 1);
      var control = new ResourceControl.PerProcess("there are no groups");
      return new Preparation(settings, "linux", containment, control, cache, new InputFiles(source))
          .prepare(claimed(job), home.resolve("work"));
    }
  }

  private static Claimed claimed(JobSpec job) {
    return new Claimed(
        job,
        new Lease(job.id(), new DroneId("drn_one"), 1),
        Duration.ofSeconds(6),
        Duration.ofSeconds(2),
        1,
        List.of());
  }

  static JobSpec job(boolean trusted) {
    return job(trusted, JobLimits.STANDARD);
  }

  static JobSpec job(boolean trusted, JobLimits limits) {
    return new JobSpec(
        new JobId("job_one"),
        "test",
        "0".repeat(64),
        List.of("true"),
        Json.object(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        Requirements.NONE,
        trusted,
        limits,
        JobPriority.NORMAL,
        RoomId.MAIN,
        new PostId("pst_one"),
        new PeerId("peer_one"),
        Instant.EPOCH,
        Plan.STANDARD,
        Optional.empty(),
        Optional.empty());
  }
}
