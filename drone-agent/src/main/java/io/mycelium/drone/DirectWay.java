package io.mycelium.drone;

import io.mycelium.core.id.Ids;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUnavailable;
import io.mycelium.redis.jobs.RedisQueue;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of a drone that is trusted like a gateway.
record DirectWay(Way.Direct to, CountDownLatch end) {
  private static final Logger LOG = LoggerFactory.getLogger(DirectWay.class);
  private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);

  /// Shorter than a lease, so that a heartbeat can be tried again within one.
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

  /// Empty when the end was asked for meanwhile. A drone may well be started before its queue is.
  Optional<Connected> connect(DroneFolder folder) throws InterruptedException {
    RedisSettings how = RedisSettings.of(to.redis()).withCommandTimeout(COMMAND_TIMEOUT);
    String told = "";
    do {
      try {
        return Optional.of(connected(Redis.connect(how), folder));
      } catch (RedisUnavailable e) {
        String reason = String.valueOf(e.getMessage());
        if (!reason.equals(told)) {
          LOG.warn("Not connected yet, and trying again: {}", reason);
          told = reason;
        }
      }
    } while (!end.await(BETWEEN_CONNECTS.toMillis(), TimeUnit.MILLISECONDS));
    return Optional.empty();
  }

  private Connected connected(Redis redis, DroneFolder folder) {
    return new Connected(
        folder.identity(new Ids(InstantSource.system(), new SecureRandom())),
        Optional.empty(),
        RedisQueue.open(redis, to.workspace()).source(),
        redis::close);
  }
}
