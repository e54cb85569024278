package io.mycelium.gateway;

import io.mycelium.core.job.JobQueue;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does for the queue what time brings, again and again: one thread looks for jobs whose drone is
/// gone, and one brings in delayed jobs when they are due. Every gateway runs one.
final class Reaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  /// A job that another gateway delays is heard of so soon.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final JobQueue queue;
  private final Duration interval;
  private final Thread reaping;
  private final Thread promoting;

  static Reaper start(JobQueue queue, Duration interval) {
    var reaper = new Reaper(queue, interval);
    reaper.reaping.start();
    reaper.promoting.start();
    return reaper;
  }

  private Reaper(JobQueue queue, Duration interval) {
    this.queue = queue;
    this.interval = interval;
    this.reaping = Thread.ofVirtual().name("reaper").unstarted(this::reap);
    this.promoting = Thread.ofVirtual().name("promoter").unstarted(this::promote);
  }

  private void reap() {
    while (!Thread.currentThread().isInterrupted()) {
      tried(() -> {
        queue.reap();
        queue.upkeep();
      });
      pause(interval);
    }
  }

  private void promote() {
    while (!Thread.currentThread().isInterrupted()) {
      if (!tried(() -> queue.promote(LONGEST_WAIT))) {
        pause(AFTER_FAILURE);
      }
    }
  }

  private static boolean tried(Runnable work) {
    try {
      work.run();
      return true;
    } catch (StoreUnavailable e) {
      LOG.debug("the queue is not there: {}", e.getMessage());
      return false;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    reaping.interrupt();
    promoting.interrupt();
  }
}
