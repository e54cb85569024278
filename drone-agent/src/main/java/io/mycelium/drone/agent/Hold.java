package io.mycelium.drone.agent;

import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lease as it is held: moved on by heartbeats, and stopped once, for one reason. Safe for use by
/// many threads.
///
/// While the queue cannot be reached the work goes on until the lease may have ended. That is
/// counted from when the last question was asked which the queue answered: an answer may take long,
/// and the queue counts from somewhere in between.
final class Hold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
  private static final Duration BEFORE_RETRY = Duration.ofMillis(250);

  private final JobSource source;
  private final Claimed claimed;
  private final CompletableFuture<Stop> stop = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /// When the question was asked that moved the lease last, by `System.nanoTime`.
  private final AtomicLong moved;

  /// @param asked when the claim was asked for, by `System.nanoTime`
  Hold(JobSource source, Claimed claimed, long asked) {
    this.source = source;
    this.claimed = claimed;
    this.moved = new AtomicLong(asked);
  }

  Lease lease() {
    return claimed.lease();
  }

  /// Keeps the lease until [#close()].
  void keep() {
    Thread.ofVirtual().name("beat-" + lease().job()).start(this::beat);
  }

  private void beat() {
    Duration pause = claimed.beat();
    while (!waited(pause)) {
      try {
        heard(() -> source.heartbeat(lease()));
        pause = claimed.beat();
      } catch (StoreUnavailable e) {
        pause = BEFORE_RETRY;
      } catch (RuntimeException e) {
        LOG.warn("The heartbeat of {} failed", lease().job(), e);
        pause = claimed.beat();
      }
    }
  }

  private boolean waited(Duration pause) {
    try {
      return over.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Asks the queue something that moves the lease on, and takes note of the answer.
  ///
  /// @throws StoreUnavailable when there is none; the lease counts as not moved then
  Beat heard(Supplier<Beat> question) {
    long asked = System.nanoTime();
    Beat beat = question.get();
    switch (beat) {
      case GO_ON -> moved(asked);
      case CANCEL -> {
        moved(asked);
        stop(Stop.CANCELLED);
      }
      case LOST -> stop(Stop.LOST);
    }
    return beat;
  }

  /// Answers come on two threads: the later question counts, also when it is answered first.
  private void moved(long asked) {
    moved.accumulateAndGet(asked, (one, other) -> one - other > 0 ? one : other);
  }

  /// How long the lease holds for sure; never negative.
  Duration remaining() {
    long since = System.nanoTime() - moved.get();
    return Duration.ofNanos(Math.max(0, claimed.holds().toNanos() - since));
  }

  /// Stops the work. Only the first reason counts.
  void stop(Stop why) {
    stop.complete(why);
    stopping.countDown();
  }

  /// Why the work is to be stopped, if it is.
  Optional<Stop> stopped() {
    return Optional.ofNullable(stop.getNow(null));
  }

  /// Runs something as soon as the work is stopped; at once when it is already.
  void onStop(Runnable reaction) {
    CompletableFuture<Void> _ = stop.thenRun(reaction);
  }

  /// Asks the queue until it answers, or until the work is stopped.
  ///
  /// @param call does its work once, however often it is made
  /// @return empty when the work was stopped, before or meanwhile
  <T> Optional<T> unlessStopped(Supplier<T> call) throws InterruptedException {
    while (stopped().isEmpty()) {
      T answer = tried(call);
      if (answer != null) {
        return Optional.of(answer);
      }
      stopping.await(BEFORE_RETRY.toNanos(), TimeUnit.NANOSECONDS);
    }
    return Optional.empty();
  }

  /// Asks the queue until it answers, or until the lease may have ended.
  ///
  /// @param call does its work once, however often it is made
  <T> Optional<T> whileHeld(Supplier<T> call) throws InterruptedException {
    T answer = tried(call);
    while (answer == null && !remaining().isZero()) {
      TimeUnit.NANOSECONDS.sleep(BEFORE_RETRY.toNanos());
      answer = tried(call);
    }
    return Optional.ofNullable(answer);
  }

  private static <T> @Nullable T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreUnavailable e) {
      LOG.debug("The queue does not answer", e);
      return null;
    }
  }

  /// Ends the heartbeats.
  @Override
  public void close() {
    over.countDown();
  }
}
