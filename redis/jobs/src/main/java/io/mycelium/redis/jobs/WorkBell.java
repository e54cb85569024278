package io.mycelium.redis.jobs;

import io.mycelium.core.job.Ability;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where idle drones wait: while somebody waits, each job that comes into a line leaves a token in
/// the list of its class, which one of those takes that can serve the class.
///
/// A class that nobody knows yet rings at `*`, where one of them hears of it; so nobody waits
/// longer than a second without a look.
final class WorkBell implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /// Longer than until the next wait of a drone that has nothing to do.
  private static final Duration BETWEEN_WAITS = Duration.ofSeconds(2);

  /// Classes that are listened for; more of them would only make the command longer.
  private static final int MOST = 256;

  private final QueueAccess access;
  private final KnownClasses classes;
  private final Duration longest;

  /// One wait at a time: a connection answers in order, and a second wait on it would be as long as
  /// both.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable RedisConnection connection;
  private volatile boolean closed;

  WorkBell(QueueAccess access, KnownClasses classes) {
    this(access, classes, LONGEST);
  }

  /// @param longest nobody waits longer without a look
  WorkBell(QueueAccess access, KnownClasses classes, Duration longest) {
    this.access = access;
    this.classes = classes;
    this.longest = longest;
  }

  /// Returns when there may be work, when the time is over, when the bell is closed, or when the
  /// thread is interrupted.
  void await(Ability drone, Duration wait) {
    Duration most = wait.compareTo(longest) < 0 ? wait : longest;
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
        listen(drone, most);
      }
    } finally {
      lock.unlock();
    }
  }

  private void listen(Ability drone, Duration most) {
    double seconds = most.toMillis() / 1000.0;
    String[] bells = bells(drone);
    try {
      new IdleScript(access).run(most.plus(BETWEEN_WAITS));
      StoreConnection.translated(() -> connection().read(redis -> redis.blpop(seconds, bells)));
    } catch (StoreUnavailable e) {
      // What is missing is the answer that nobody waits for any more.
      if (!closed && !Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
  }

  private String[] bells(Ability drone) {
    KnownClasses.Choice choice = classes.choice(drone);
    return Stream.of(choice.wanted(), choice.others(), List.of("*"))
        .flatMap(List::stream)
        .limit(MOST)
        .map(name -> access.key("bell:" + name))
        .toArray(String[]::new);
  }

  private RedisConnection connection() {
    RedisConnection open = connection;
    if (open == null) {
      open = access.redis().dedicated(longest);
      connection = open;
    }
    return open;
  }

  /// Ends the wait that is under way, too.
  @Override
  public void close() {
    closed = true;
    hangUp();
    lock.lock();
    try {
      hangUp(); // one that was only being opened
    } finally {
      lock.unlock();
    }
  }

  private void hangUp() {
    RedisConnection open = connection;
    if (open != null) {
      connection = null;
      open.close();
    }
  }
}
