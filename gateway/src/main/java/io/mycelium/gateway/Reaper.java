package io.mycelium.gateway;

import io.mycelium.core.job.JobQueue;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for jobs whose drone is gone, again and again. Every gateway runs one.
final class Reaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  private final JobQueue queue;
  private final Duration interval;
  private final Thread thread;

  static Reaper start(JobQueue queue, Duration interval) {
    var reaper = new Reaper(queue, interval);
    reaper.thread.start();
    return reaper;
  }

  private Reaper(JobQueue queue, Duration interval) {
    this.queue = queue;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("reaper").unstarted(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        queue.reap();
      } catch (StoreUnavailable e) {
        LOG.debug("the queue is not there: {}", e.getMessage());
      }
      try {
        Thread.sleep(interval);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
