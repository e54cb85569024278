package io.mycelium.benchmarks.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Lets time pass.
public final class Waiting {
  private Waiting() {}

  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Looks again and again.
  ///
  /// @return whether it came true in time
  public static boolean until(BooleanSupplier done, Duration every, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(every);
    }
    return true;
  }
}
