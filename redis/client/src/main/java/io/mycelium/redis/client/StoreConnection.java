package io.mycelium.redis.client;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.mycelium.core.state.StoreUnavailable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection as the implementations of core's ports use it: what Redis fails to do arrives as
/// [StoreUnavailable], which is all that the callers of the ports know. [RedisRefused] passes: an
/// error in what we ask is not healed by asking again.
///
/// Blocks; for virtual threads. Safe for use by many threads.
public final class StoreConnection {
  private final RedisConnection redis;

  public StoreConnection(RedisConnection redis) {
    this.redis = redis;
  }

  /// The connection itself, for what does not wait.
  public RedisConnection redis() {
    return redis;
  }

  /// Runs a command that changes nothing.
  ///
  /// @throws StoreUnavailable when there is no answer in time
  public <T extends @Nullable Object> T read(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    return translated(() -> redis.read(work));
  }

  /// Runs a command that changes something, and that may be repeated.
  ///
  /// @throws StoreUnavailable when there is no answer in time; it may have happened
  public <T extends @Nullable Object> T write(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    return translated(() -> redis.write(work));
  }

  /// Runs a script.
  ///
  /// @throws StoreUnavailable when there is no answer in time; it may have run
  public <T> T run(Script<T> script, ScriptInput input) {
    return translated(() -> script.run(redis, input));
  }

  /// Does something with Redis.
  ///
  /// @throws StoreUnavailable instead of [RedisUnavailable] and [OutcomeUnknown]
  public static <T extends @Nullable Object> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (RedisUnavailable | OutcomeUnknown e) {
      throw new StoreUnavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
