package io.mycelium.redis.jobs;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Waits until a delayed job is due. Thread-safe.
///
/// What this process delays is heard of at once; what others delay, within [#LONGEST].
final class DueClock {
  private static final Duration LONGEST = Duration.ofMillis(500);

  /// Protects `earlier`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private boolean earlier;

  /// A job was delayed that may be the next.
  void changed() {
    lock.lock();
    try {
      earlier = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the time is over, when there is a new job, or when the thread is interrupted.
  void await(Duration wait) {
    long left = (wait.compareTo(LONGEST) < 0 ? wait : LONGEST).toNanos();
    lock.lock();
    try {
      while (!earlier && left > 0) {
        left = changed.awaitNanos(left);
      }
      earlier = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
