package io.mycelium.drone.agent;

import io.mycelium.drone.machine.Benchmarks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/// Measures the machine whenever that is due, after its drone had nothing to do for a while, until
/// the drone ends. To be run once, by a thread of its own: it keeps a processor busy.
final class QuietMeasurement implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Benchmarks benchmarks;
  private final BooleanSupplier atWork;
  private final Lock claiming;
  private final CountDownLatch ending;

  /// @param atWork whether a job runs
  /// @param claiming while it is held no job starts
  /// @param ending is counted down when the drone ends
  QuietMeasurement(
      Benchmarks benchmarks, BooleanSupplier atWork, Lock claiming, CountDownLatch ending) {
    this.benchmarks = benchmarks;
    this.atWork = atWork;
    this.claiming = claiming;
    this.ending = ending;
  }

  @Override
  public void run() {
    long idle = System.nanoTime();
    try {
      do {
        if (atWork.getAsBoolean()) {
          idle = System.nanoTime();
        } else if (benchmarks.due() && System.nanoTime() - idle >= benchmarks.quiet().toNanos()) {
          measure();
        }
      } while (!ending.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure() {
    claiming.lock();
    try {
      if (!atWork.getAsBoolean() && ending.getCount() > 0) {
        benchmarks.measure();
      }
    } finally {
      claiming.unlock();
    }
  }
}
