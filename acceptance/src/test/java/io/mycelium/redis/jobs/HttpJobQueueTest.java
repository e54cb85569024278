package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueueContract;
import io.mycelium.core.job.QueueUnderTest;
import io.mycelium.core.job.TestedQueue;
import io.mycelium.redis.embedded.TestRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Drones that reach the queue over HTTP see all that a queue promises.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpJobQueueTest implements JobQueueContract, TestedQueue {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();
  private final HttpQueue.Ground ground = new HttpQueue.Ground(redis.url());
  private HttpQueue tested;

  @BeforeEach
  void open() {
    tested = ground.queue();
  }

  @AfterAll
  void end() {
    ground.close();
  }

  @AfterEach
  void close() {
    tested.close();
  }

  @Override
  public QueueUnderTest tested() {
    return tested;
  }
}
