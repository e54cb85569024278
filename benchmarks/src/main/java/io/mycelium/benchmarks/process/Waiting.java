package io.mycelium.benchmarks.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Lets time pass.
public final class Waiting {
  private static final Duration LOOK = Duration.ofMillis(5);

  private Waiting() {}

  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Looks again and again until it came true.
  ///
  /// @param what the gateway was to do, for people
  /// @throws IllegalStateException when it did not in time
  public static void require(BooleanSupplier done, String what, Duration atMost) {
    if (!until(done, LOOK, atMost)) {
      throw new IllegalStateException("the gateway did not " + what);
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
