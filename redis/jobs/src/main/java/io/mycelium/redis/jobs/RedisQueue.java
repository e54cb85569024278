package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.state.Blobs;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.outbox.RedisOutbox;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The queue of one workspace in Redis, from both sides. Thread-safe; the connection belongs to the
/// caller.
public final class RedisQueue {
  private final QueueAccess access;
  private final JobQueue jobs;
  private final Blobs blobs;
  private final RandomGenerator random;

  private RedisQueue(QueueAccess access, Blobs blobs, InstantSource clock, RandomGenerator random) {
    this.access = access;
    this.blobs = blobs;
    this.random = random;
    var outbox = new RedisOutbox(access.redis().shared(), access.key("outbox"), clock);
    this.jobs = new RedisJobQueue(access, outbox);
  }

  /// Opens the queue. There is nothing to be made first.
  ///
  /// @param workspace as in [KeySpace]
  public static RedisQueue open(Redis redis, String workspace) {
    var keys = new KeySpace(workspace);
    return open(
        QueueAccess.of(redis, keys),
        new RedisBlobs(redis, keys),
        InstantSource.system(),
        RandomGenerator.getDefault());
  }

  /// Opens the queue with a clock of its own.
  ///
  /// @param random shortens waits between tries
  /// @param clock as far ahead as [QueueAccess#ahead]; tells which rows of the outbox are due
  static RedisQueue open(
      QueueAccess access, Blobs blobs, InstantSource clock, RandomGenerator random) {
    return new RedisQueue(access, blobs, clock, random);
  }

  /// The gateway's side.
  public JobQueue jobs() {
    return jobs;
  }

  /// The blobs of the workspace, where packages and files of jobs are.
  public Blobs blobs() {
    return blobs;
  }

  /// Opens the side of drones that do not reach the queue themselves. Whoever opens it closes it.
  public JobBroker broker() {
    return new RedisJobSource(access, blobs, random);
  }

  /// Opens a drone's side. Whoever opens it closes it.
  public JobSource source() {
    return new RedisJobSource(access, blobs, random);
  }
}
