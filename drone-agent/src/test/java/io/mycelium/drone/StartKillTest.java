package io.mycelium.drone;

import static org.awaitility.Awaitility.await;

import io.mycelium.drone.agent.TestJob;
import io.mycelium.drone.sandbox.LeftGroups;
import io.mycelium.drone.sandbox.NeedsBubblewrap;
import io.mycelium.drone.sandbox.Processes;
import io.mycelium.drone.sandbox.TemporaryFolders;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestRedis;
import io.mycelium.redis.jobs.RedisQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drone that is killed while it starts jobs, at different moments of their starts.
@NeedsBubblewrap
final class StartKillTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Path home;
  private Redis redis;
  private RedisQueue queue;

  @BeforeEach
  void start() throws Exception {
    home = TemporaryFolders.create("unborn");
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(server.url())));
    queue = RedisQueue.open(redis, "main");
  }

  @AfterEach
  void stop() throws Exception {
    redis.close();
    LeftGroups.remove(home);
    TemporaryFolders.delete(home);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60})
  void noProcessOfItsJobsIsLeft(int milliseconds) throws Exception {
    for (int i = 0; i < 8; i++) {
      new TestJob(queue).shell("sleep 1000").submit();
    }
    try (RunningDrone drone =
        RunningDrone.child(server.url(), "unborn", home.resolve("data"), home)) {
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(PATIENCE)
          .until(() -> queue.jobs().counts().running() > 0);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));

      drone.kill();
    }

    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> Processes.whoseCommandHolds(home.toString()).isEmpty());
  }
}
