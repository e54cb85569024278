package io.mycelium.gateway;

import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.gateway.config.Configuration;
import io.mycelium.gateway.data.DataFolder;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisFailure;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.embedded.RedisStartException;
import io.mycelium.redis.jobs.RedisQueue;
import io.mycelium.redis.state.RedisWorkspace;
import java.time.InstantSource;
import java.util.Optional;

/// The store that the gateway works on: a Redis that is configured, or one of its own.
///
/// @param url with the password: for the drone, not for logs
record Storage(
    Optional<EmbeddedRedis> embedded,
    String url,
    Redis redis,
    RedisWorkspace workspace,
    RedisQueue queue)
    implements AutoCloseable {

  /// Opens the store, and sets the clockwork and the bounds of the queue to the configured ones.
  static Storage open(Configuration configuration, DataFolder folder, InstantSource clock) {
    Optional<EmbeddedRedis> embedded =
        configuration.redis().url().isEmpty()
            ? Optional.of(start(configuration, folder))
            : Optional.empty();
    String url = embedded.map(e -> e.address().url()).orElse(configuration.redis().url());
    try {
      Redis redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)));
      new StoreCheckup(redis).warn();
      String name = configuration.workspace().name();
      RedisQueue queue = RedisQueue.open(redis, name);
      queue.jobs().setTimes(times(configuration));
      queue.jobs().setPolicy(policy(configuration));
      return new Storage(embedded, url, redis, RedisWorkspace.open(redis, name, clock), queue);
    } catch (RedisFailure | StoreUnavailable | IllegalArgumentException e) {
      embedded.ifPresent(EmbeddedRedis::close);
      throw new StartFailure(e.getMessage() == null ? "Redis cannot be used." : e.getMessage());
    }
  }

  private static EmbeddedRedis start(Configuration configuration, DataFolder folder) {
    var settings =
        EmbeddedRedis.Settings.in(folder.redis())
            .withAppendFsync(
                switch (configuration.redis().appendFsync()) {
                  case EVERYSEC -> EmbeddedRedis.AppendFsync.EVERYSEC;
                  case ALWAYS -> EmbeddedRedis.AppendFsync.ALWAYS;
                });
    try {
      return EmbeddedRedis.start(settings);
    } catch (RedisStartException e) {
      throw new StartFailure(
          e.getMessage() == null ? "The embedded Redis cannot start." : e.getMessage());
    }
  }

  private static QueueTimes times(Configuration configuration) {
    var jobs = configuration.jobs();
    return new QueueTimes(jobs.lease(), jobs.beat(), jobs.alive(), jobs.retention());
  }

  private static QueuePolicy policy(Configuration configuration) {
    var jobs = configuration.jobs();
    return new QueuePolicy(
        jobs.mostOpen(), jobs.mostOpenOfRoom(), jobs.shun(), jobs.quarantineAfter(), jobs.age());
  }

  @Override
  public void close() {
    redis.close();
    embedded.ifPresent(EmbeddedRedis::close);
  }
}
