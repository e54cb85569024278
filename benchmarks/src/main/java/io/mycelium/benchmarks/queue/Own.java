package io.mycelium.benchmarks.queue;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.jobs.RedisQueue;
import java.util.List;

/// Mycelium's queue through its ports, as gateways and drones use it.
public final class Own implements Contender {
  private static final JobResult RESULT = new JobResult("", List.of());
  private static final String PAYLOAD = "x".repeat(100);

  private final Redis redis;
  private final JobQueue jobs;
  private final JobSource source;
  private final Drone drone = aDrone("bench", "linux");

  public Own(String url) {
    this(url, "bench");
  }

  /// @param workspace whose queue it is
  public Own(String url, String workspace) {
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
    RedisQueue queue = RedisQueue.open(redis, workspace);
    jobs = queue.jobs();
    source = queue.source();
  }

  @Override
  public String name() {
    return "Mycelium";
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public void submit(int count, int batch) {
    Lanes.run(lane -> {
      for (int i = 0; i < count / LANES; i++) {
        jobs.submit(job());
      }
    });
  }

  private static JobSpec job() {
    JobSpec job = aJob().spec();
    job.options().put("path", PAYLOAD);
    return job;
  }

  @Override
  public void work(int count, int batch) {
    Lanes.run(lane -> {
      for (int i = 0; i < count / LANES; i++) {
        complete(claim(drone));
      }
    });
  }

  /// Puts these in.
  public void submit(List<JobSpec> some) {
    Lanes.run(lane -> {
      for (int i = lane; i < some.size(); i += LANES) {
        jobs.submit(some.get(i));
      }
    });
  }

  /// Takes one.
  ///
  /// @throws java.util.NoSuchElementException when none waits that the drone can serve
  public Claimed claim(Drone other) {
    return source.claim(other).orElseThrow();
  }

  /// Ends one that was taken.
  public void complete(Claimed claimed) {
    if (!source.complete(claimed.lease(), RESULT)) {
      throw new IllegalStateException("a result came too late");
    }
  }

  @Override
  public void close() {
    source.close();
    redis.close();
  }
}
