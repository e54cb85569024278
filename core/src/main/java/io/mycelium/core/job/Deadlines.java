package io.mycelium.core.job;

import java.time.Duration;
import java.util.Optional;

/// Until when a job has to have come how far; [JobLimits#timeout] bounds a single run besides. By
/// the queue's clock.
///
/// @param waiting how long it may wait for a drone, each time it waits
/// @param total how long it may take altogether, from its submission on
/// @param heartbeat how long its drone may be silent, instead of [QueueTimes#lease]
public record Deadlines(
    Optional<Duration> waiting, Optional<Duration> total, Optional<Duration> heartbeat) {
  public static final Deadlines NONE =
      new Deadlines(Optional.empty(), Optional.empty(), Optional.empty());
}
