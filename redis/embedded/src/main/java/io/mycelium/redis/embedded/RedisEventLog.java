package io.mycelium.redis.embedded;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what happens to an embedded Redis to the log; its own lines at DEBUG.
public final class RedisEventLog implements Consumer<RedisEvent> {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

  @Override
  public void accept(RedisEvent event) {
    switch (event) {
      case RedisEvent.Logged(var line) -> log.debug("{}", line);
      case RedisEvent.Died(var pid, var exitCode, var lived) ->
          log.warn("Redis {} died with exit code {} after {}; restarting it", pid, exitCode, lived);
      case RedisEvent.Restarted(var pid) -> log.info("Redis is back as process {}", pid);
      case RedisEvent.RestartFailed(var reason) -> log.warn("Restart of Redis failed", reason);
      case RedisEvent.GaveUp(var deaths) ->
          log.error(
              "Redis died {} times in a row and stays down: nothing works until the gateway is restarted",
              deaths);
    }
  }
}
