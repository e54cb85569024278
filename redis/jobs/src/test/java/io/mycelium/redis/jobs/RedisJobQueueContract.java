package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueueContract;
import io.mycelium.core.job.QueueUnderTest;
import io.mycelium.core.job.TestedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The queue in Redis keeps all that a queue promises, on a server as on a cluster.
abstract class RedisJobQueueContract implements JobQueueContract, TestedQueue {
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
  public QueueUnderTest tested() {
    return tested;
  }
}
