package io.mycelium.drone.agent;

import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings log lines and progress of one job to the queue, in batches. Safe for use by many threads.
///
/// It holds a small part at most: whoever adds more waits, and with it the program that prints.
final class JobLog {
  private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);
  private static final int BATCH = 50;
  private static final int MOST_LINES = 2 * BATCH;

  /// Characters, from which on nothing more is taken; see [#MOST_LINES].
  static final int MOST_WAITING = 64 << 10;

  /// More than the queue keeps of one log. What comes after is not sent, so that a job that prints
  /// without end costs nobody but itself.
  private static final int MOST_SENT_LINES = 15_000;

  /// Characters; see [#MOST_SENT_LINES].
  private static final int MOST_SENT = 3 << 19;

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  private final JobSource source;
  private final Hold hold;

  /// Protects everything below.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Queue<String> lines = new ArrayDeque<>(MOST_LINES);
  private @Nullable JobProgress progress;
  private int waiting;
  private int addedLines;
  private int added;
  private boolean finished;
  private boolean discarding;

  /// Of the one thread that sends.
  private long sequence;

  JobLog(JobSource source, Hold hold) {
    this.source = source;
    this.hold = hold;
  }

  /// Starts to send.
  Thread start() {
    hold.onStop(this::discard);
    return Thread.ofVirtual().name("log-" + hold.lease().job()).start(this::send);
  }

  /// Adds a line; waits while there is no room.
  void add(String line) {
    lock.lock();
    try {
      if (addedLines >= MOST_SENT_LINES || added >= MOST_SENT) {
        return;
      }
      while (isFull() && !discarding) {
        changed.await();
      }
      if (!discarding) {
        lines.add(line);
        waiting += line.length();
        addedLines++;
        added += line.length();
        changed.signalAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return lines.size() >= MOST_LINES || waiting >= MOST_WAITING;
  }

  /// Tells how far the job is. Only the last of several that follow each other closely is sent.
  void progress(JobProgress now) {
    lock.lock();
    try {
      progress = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes: the sender ends when it has sent what there is.
  void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Drops what there is and what comes, so that nobody waits for room.
  private void discard() {
    lock.lock();
    try {
      discarding = true;
      lines.clear();
      waiting = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    try {
      Optional<Report> report = next();
      while (report.isPresent()) {
        Report one = report.get();
        hold.unlessStopped(() -> hold.heard(() -> source.report(hold.lease(), one)));
        report = next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The log of {} breaks off", hold.lease().job(), e);
    } finally {
      // Whatever ended the sender: nobody shall wait for it.
      discard();
    }
  }

  /// Waits for something to send, and then a moment for more of it. Empty at the end.
  private Optional<Report> next() throws InterruptedException {
    lock.lock();
    try {
      while (lines.isEmpty() && progress == null && !ending()) {
        changed.await();
      }
      long patience = LONGEST_WAIT.toNanos();
      while (lines.size() < BATCH && !isFull() && patience > 0 && !ending()) {
        patience = changed.awaitNanos(patience);
      }
      if (discarding || (lines.isEmpty() && progress == null)) {
        return Optional.empty();
      }
      return Optional.of(new Report(++sequence, Optional.ofNullable(takeProgress()), takeLines()));
    } finally {
      lock.unlock();
    }
  }

  private boolean ending() {
    return finished || discarding;
  }

  private @Nullable JobProgress takeProgress() {
    JobProgress taken = progress;
    progress = null;
    return taken;
  }

  private List<LogLine> takeLines() {
    List<LogLine> taken = new ArrayList<>(BATCH);
    while (taken.size() < BATCH && !lines.isEmpty()) {
      String line = lines.remove();
      waiting -= line.length();
      taken.add(LogLine.of(line));
    }
    changed.signalAll();
    return taken;
  }
}
