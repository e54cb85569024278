package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobQueueContract;
import io.mycelium.core.job.JobSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The queue in Redis keeps all that a queue promises, on a server as on a cluster.
abstract class RedisJobQueueContract implements JobQueueContract {
  private TestQueue tested;

  abstract String url();

  @BeforeEach
  void open() {
    tested = new TestQueue(url());
  }

  @AfterEach
  void close() {
    tested.close();
  }

  @Override
  public JobQueue queue() {
    return tested.queue();
  }

  @Override
  public JobSource source() {
    return tested.source();
  }

  @Override
  public Instant now() {
    return tested.now();
  }

  @Override
  public void passTime(Duration time) {
    tested.passTime(time);
  }
}
