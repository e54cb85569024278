package io.mycelium.core.job;

import java.time.Duration;

/// What a job may use at most.
///
/// @param timeout wall time from start to end
/// @param memoryBytes of each of its processes
/// @param output in bytes, log and reply and files together
public record JobLimits(Duration timeout, long memoryBytes, int processes, long output) {
  public static final JobLimits STANDARD =
      new JobLimits(Duration.ofMinutes(5), 512L << 20, 128, 64L << 20);
}
