package io.mycelium.benchmarks.process;

import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The embedded Redis with its usual settings, started here instead of by the gateway, so that its
/// password is known and it can be asked for its statistics.
public final class Store implements AutoCloseable {
  private static final Pattern CALLS = Pattern.compile("cmdstat_([^:|]+)[^:]*:calls=(\\d+),.*");

  private final EmbeddedRedis redis;
  private final Redis client;
  private final long pid;

  private Store(EmbeddedRedis redis) {
    this.redis = redis;
    this.client = Redis.connect(RedisSettings.of(RedisUrl.parse(redis.address().url())));
    this.pid = Child.ours(Child.REDIS);
  }

  public static Store start(Path folder) {
    return new Store(EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder)));
  }

  /// How the gateway is told of it.
  public Map<String, String> environment() {
    return Map.of("MYCELIUM_REDIS", redis.address().url());
  }

  public long pid() {
    return pid;
  }

  /// How often each command ran so far; those of scripts count too.
  public Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    client
        .shared()
        .read(commands -> commands.info("commandstats"))
        .lines()
        .map(CALLS::matcher)
        .filter(m -> m.matches())
        .forEach(m -> calls.merge(m.group(1), Long.parseLong(m.group(2)), Long::sum));
    return calls;
  }

  @Override
  public void close() {
    client.close();
    redis.close();
  }
}
