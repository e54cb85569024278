package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.QueueUnderTest;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// A queue whose clock a test puts forward.
final class TestQueue implements QueueUnderTest, AutoCloseable {
  static final KeySpace KEYS = new KeySpace("main");

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Redis redis;
  private final QueueAccess access;
  private final RedisQueue queue;
  private final JobSource source;

  /// With the standard times.
  TestQueue(String url) {
    InstantSource system = InstantSource.system();
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
    access = new QueueAccess(redis, KEYS.jobsPrefix(QueueAccess.NAME), ahead::get);
    queue =
        RedisQueue.open(
            access,
            new RedisBlobs(redis, KEYS),
            () -> system.instant().plus(ahead.get()),
            new Random(1));
    source = queue.source();
  }

  Redis redis() {
    return redis;
  }

  QueueAccess access() {
    return access;
  }

  /// Another drone's side, with connections of its own.
  JobSource otherSource() {
    return queue.source();
  }

  @Override
  public JobQueue queue() {
    return queue.jobs();
  }

  @Override
  public JobSource source() {
    return source;
  }

  @Override
  public Instant now() {
    return Instant.now().plus(ahead.get());
  }

  @Override
  public void passTime(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  @Override
  public void close() {
    source.close();
    redis.close();
  }
}
