package io.mycelium.functions.catalogue;

import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again on a thread of its own each time it is told that there is reason to; many
/// reasons at once are one. While the store is away it tries on.
final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Runnable work;
  private final Semaphore reasons = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private Follower(String name, Runnable work) {
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static Follower start(String name, Runnable work) {
    var follower = new Follower(name, work);
    follower.thread.start();
    return follower;
  }

  /// Quick, and never throws.
  void nudge() {
    reasons.release();
  }

  private void run() {
    try {
      while (!closed) {
        reasons.acquire();
        reasons.drainPermits();
        if (!done()) {
          Thread.sleep(PAUSE);
          nudge();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean done() {
    try {
      work.run();
      return true;
    } catch (StoreUnavailable e) {
      LOG.debug("{} waits for the store: {}", thread.getName(), e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("{} stays as it was", thread.getName(), e);
      return true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
