package io.mycelium.benchmarks.process;

import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The embedded Redis with its usual settings, started here instead of by the gateway, so that its
/// password is known and it can be asked for its statistics.
public final class Store implements AutoCloseable {
  private static final Pattern CALLS = Pattern.compile("cmdstat_([^:|]+)[^:]*:calls=(\\d+),.*");
  private static final Pattern MAIN_THREAD =
      Pattern.compile("used_cpu_(?:sys|user)_main_thread:([0-9.]+)");
  private static final Pattern MEMORY = Pattern.compile("used_memory:(\\d+)");
  private static final Duration REWRITE = Duration.ofMinutes(1);

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

  public String url() {
    return redis.address().url();
  }

  public long pid() {
    return pid;
  }

  /// Removes everything, from its file too. From then on the file grows until the next call: to
  /// write it anew amid a measurement would cost whoever is measured then.
  public void empty() {
    client.shared().write(commands -> commands.configSet("auto-aof-rewrite-percentage", "0"));
    client.shared().write(commands -> commands.flushall());
    client.shared().write(commands -> commands.bgrewriteaof());
    Waiting.require(
        () -> info("persistence").contains("aof_rewrite_in_progress:0"),
        "end the rewrite of the store's file",
        REWRITE);
  }

  /// Processor time so far of the thread that runs commands, in microseconds. It writes the file,
  /// too; other threads see that it gets to the disk.
  public double processor() {
    return 1e6
        * MAIN_THREAD
            .matcher(info("cpu"))
            .results()
            .mapToDouble(part -> Double.parseDouble(part.group(1)))
            .sum();
  }

  /// Memory in use, in bytes.
  public long memory() {
    return MEMORY
        .matcher(info("memory"))
        .results()
        .mapToLong(part -> Long.parseLong(part.group(1)))
        .sum();
  }

  /// The values of a hash.
  public List<String> values(String hash) {
    return client.shared().<List<String>>read(commands -> commands.hvals(hash));
  }

  private String info(String section) {
    return client.shared().<String>read(commands -> commands.info(section));
  }

  /// How often each command ran so far; those of scripts count too.
  public Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    info("commandstats")
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
