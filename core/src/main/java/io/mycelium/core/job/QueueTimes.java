package io.mycelium.core.job;

import java.time.Duration;

/// The clockwork of the queue.
///
/// @param lease how long a claim holds without a heartbeat
/// @param beat between heartbeats
/// @param reap between looks for leases that ended
/// @param alive how long a drone counts as live after it was heard of
/// @param retention how long an ended job is kept
public record QueueTimes(
    Duration lease, Duration beat, Duration reap, Duration alive, Duration retention) {
  /// A dead drone's job starts elsewhere within about seven seconds.
  public static final QueueTimes STANDARD =
      new QueueTimes(
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofDays(30));
}
