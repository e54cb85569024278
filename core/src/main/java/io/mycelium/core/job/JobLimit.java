package io.mycelium.core.job;

import java.time.Duration;
import java.util.Optional;

/// How many jobs may run, together or in a time. Jobs beyond it wait, and let others pass.
///
/// @param concurrent how many run at once
/// @param rate how many start in a time
public record JobLimit(LimitName name, Optional<Integer> concurrent, Optional<Rate> rate) {
  /// A bucket of tokens: each start takes one, and they come back evenly.
  ///
  /// @param burst how many there are at most, and so how many start at once after a pause
  public record Rate(int jobs, Duration per, int burst) {
    public Rate {
      require(jobs > 0 && burst > 0 && per.toMillis() > 0, "A rate has jobs, a time and a burst.");
    }
  }

  /// @throws IllegalArgumentException when it limits nothing
  public JobLimit {
    require(
        concurrent.isPresent() || rate.isPresent(),
        "A limit says how many jobs run at once, or how many start in a time.");
    require(concurrent.orElse(1) > 0, "At least one job may run at once.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
