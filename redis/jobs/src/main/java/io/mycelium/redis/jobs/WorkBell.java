package io.mycelium.redis.jobs;

import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where idle drones wait: each submit leaves a token in a list, which one of them takes.
///
/// The token may wake a drone that cannot serve the job; so nobody waits longer than a second
/// without a look.
final class WorkBell implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final QueueAccess access;

  /// One wait at a time: a connection answers in order, and a second wait on it would be as long as
  /// both.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable RedisConnection connection;
  private boolean closed;

  WorkBell(QueueAccess access) {
    this.access = access;
  }

  /// Returns when there may be work, when the time is over, or when the thread is interrupted.
  void await(Duration wait) {
    Duration most = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    try {
      if (!most.isPositive() || !lock.tryLock(most.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (!closed) {
        listen(most);
      }
    } finally {
      lock.unlock();
    }
  }

  private void listen(Duration most) {
    double seconds = most.toMillis() / 1000.0;
    try {
      StoreConnection.translated(
          () -> connection().read(redis -> redis.blpop(seconds, access.key("wake"))));
    } catch (StoreUnavailable e) {
      // What is missing is the answer that the interrupted thread does not wait for.
      if (!Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
  }

  private RedisConnection connection() {
    RedisConnection open = connection;
    if (open == null) {
      open = access.redis().dedicated(LONGEST);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
