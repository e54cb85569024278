package io.mycelium.core.job;

import java.time.Duration;

/// What becomes of a job whose work failed. Drones that were lost do not count here.
///
/// @param attempts how often the work is tried at most, the first time included
/// @param base the wait after the first failure
/// @param most the longest wait
public record Retry(int attempts, Backoff backoff, Duration base, Duration most) {
  /// How the wait grows.
  public enum Backoff {
    /// It is always the base.
    FIXED,
    /// It doubles with each failure; a random part of that is waited ("full jitter", after M.
    /// Brooker, Exponential Backoff and Jitter, 2015), so that jobs that failed together do not
    /// come again together.
    EXPONENTIAL
  }

  /// The first failure is the last.
  public static final Retry NEVER =
      new Retry(1, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));

  public static final int MOST_ATTEMPTS = 100;

  /// @throws IllegalArgumentException when a number makes no sense
  public Retry {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "A job is tried 1 to %d times, not %d.".formatted(MOST_ATTEMPTS, attempts));
    }
    if (base.isNegative() || most.compareTo(base) < 0) {
      throw new IllegalArgumentException("The longest wait is not shorter than the first.");
    }
  }

  /// As often as that, with waits that grow from a second to five minutes.
  public static Retry upTo(int attempts) {
    return new Retry(attempts, Backoff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }
}
