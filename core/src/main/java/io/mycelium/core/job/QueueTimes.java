package io.mycelium.core.job;

import java.time.Duration;

/// The clockwork of a queue. It is kept with the queue, so that all gateways and all drones go by
/// the same; each time counts in whole milliseconds, of which it has at least one.
///
/// @param lease how long a claim holds without a heartbeat
/// @param beat between heartbeats; half a lease at most, so that one may get lost
/// @param alive how long a drone counts as live after it was heard of
/// @param retention how long an ended job and its files are kept
public record QueueTimes(Duration lease, Duration beat, Duration alive, Duration retention) {
  /// What a queue has before anybody sets it: a dead drone's job starts elsewhere within about
  /// seven seconds.
  public static final QueueTimes STANDARD =
      new QueueTimes(
          Duration.ofSeconds(6),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofDays(30));

  /// @throws IllegalArgumentException when they do not go together
  public QueueTimes {
    require(beat.multipliedBy(2).compareTo(lease) <= 0, "a beat is half a lease at most");
    for (Duration time : new Duration[] {lease, beat, alive, retention}) {
      require(time.toMillis() > 0, "a time of a queue is at least a millisecond");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
