package io.mycelium.drone.owner;

import io.mycelium.core.job.Hours;
import java.time.Duration;
import java.util.Optional;

/// When the owner of a machine lends it to jobs.
///
/// @param only the hours in which it takes jobs; always when empty
/// @param idle how long the owner must not have used it before it takes jobs; empty when that does
///   not matter
/// @param leave what becomes of the jobs that run when it may not work any more
public record OwnerPolicy(Optional<Hours> only, Optional<Duration> idle, Leave leave) {
  /// Takes jobs at all times.
  public static final OwnerPolicy NONE =
      new OwnerPolicy(Optional.empty(), Optional.empty(), Leave.FINISH);

  /// What becomes of running jobs.
  public enum Leave {
    /// They go on to their end.
    FINISH,
    /// They are stopped and given back, so that other drones run them.
    STOP
  }
}
