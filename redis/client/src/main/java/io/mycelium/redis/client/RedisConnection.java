package io.mycelium.redis.client;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection, with the commands that a server and a cluster have in common. Keys and values
/// are text in UTF-8.
///
/// Say whether a command changes something: that decides what a broken connection means. The
/// methods that wait are for virtual threads, never for an event loop. Safe for use by many
/// threads.
public final class RedisConnection implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Executor AFTER_A_PAUSE =
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

  private final StatefulConnection<String, String> connection;
  private final RedisClusterAsyncCommands<String, String> async;
  private final AtomicInteger connections = new AtomicInteger(1);

  private RedisConnection(
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> async) {
    this.connection = connection;
    this.async = async;
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> made, SocketAddress to) {
            connections.incrementAndGet();
          }
        });
  }

  static RedisConnection of(StatefulRedisConnection<String, String> connection) {
    return new RedisConnection(connection, connection.async());
  }

  static RedisConnection of(StatefulRedisClusterConnection<String, String> connection) {
    return new RedisConnection(connection, connection.async());
  }

  void limit(Duration timeout) {
    connection.setTimeout(timeout);
  }

  /// How often it was made, each reconnect counted. Whoever answers now may be another server.
  public int connections() {
    return connections.get();
  }

  /// Runs commands that change nothing, and waits for the answer. They are repeated while the
  /// connection breaks.
  ///
  /// @throws RedisUnavailable when there is no answer in time
  /// @throws RedisRefused when the answer is an error
  public <T extends @Nullable Object> T read(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    try {
      return insist(work);
    } catch (RuntimeException e) {
      throw Failures.whileReading(e);
    }
  }

  /// Runs one command that changes something, and waits for the answer. It may be repeated when the
  /// connection breaks, so it must be one whose repeat does no harm.
  ///
  /// @throws OutcomeUnknown when there is no clear answer in time
  /// @throws RedisRefused when the answer is an error
  public <T extends @Nullable Object> T write(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    try {
      return insist(work);
    } catch (RuntimeException e) {
      throw Failures.whileWriting(e);
    }
  }

  /// The library keeps commands for after a reconnect, but not those that it was sending when the
  /// peer reset the connection, nor any until the first attempt to reconnect: these fail at once.
  private <T extends @Nullable Object> T insist(
      Function<RedisClusterAsyncCommands<String, String>, RedisFuture<T>> work) {
    long end = end();
    while (true) {
      try {
        return LettuceFutures.awaitOrCancel(
            work.apply(async), connection.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
      } catch (RedisException e) {
        if (!mayRepeat(e, end) || !pause()) {
          throw e;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long end() {
    return System.nanoTime() + connection.getTimeout().toNanos();
  }

  private static boolean mayRepeat(Throwable failure, long end) {
    return Failures.isBrokenConnection(failure) && System.nanoTime() - end < 0;
  }

  /// The same as [#read], without waiting. The stage fails with the same exceptions, and its
  /// callbacks run on a thread of the connection, which they must not hold up.
  public <T extends @Nullable Object> CompletionStage<T> readLater(
      Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> work) {
    return insistLater(work, end()).exceptionallyCompose(Failures::readFailed);
  }

  /// The same as [#write], without waiting. See [#readLater].
  public <T extends @Nullable Object> CompletionStage<T> writeLater(
      Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> work) {
    return insistLater(work, end()).exceptionallyCompose(Failures::writeFailed);
  }

  private <T extends @Nullable Object> CompletionStage<T> insistLater(
      Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> work,
      long end) {
    return work.apply(async)
        .exceptionallyCompose(failure ->
            mayRepeat(failure, end)
                ? CompletableFuture.supplyAsync(() -> insistLater(work, end), AFTER_A_PAUSE)
                    .thenCompose(Function.identity())
                : CompletableFuture.failedStage(failure));
  }

  /// Closes the connection; commands that wait on it fail.
  @Override
  public void close() {
    connection.close();
  }
}
