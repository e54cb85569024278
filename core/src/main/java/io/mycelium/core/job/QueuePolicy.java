package io.mycelium.core.job;

import java.time.Duration;

/// How many open jobs a queue takes before it refuses more, when it mistrusts a drone, and what
/// waiting is worth.
///
/// @param most jobs in all
/// @param mostOfRoom jobs of each room
/// @param shun how long a job that went wrong on a drone waits for another one before that drone
///   may have it again
/// @param quarantineAfter of how many jobs a drone may be lost, or refuse them, within
///   [#QUARANTINE_WINDOW] before it gets no more; 0 for any number
/// @param age after how much waiting a job rises to the next higher priority, where jobs of higher
///   ones wait too; zero for never
public record QueuePolicy(
    long most, long mostOfRoom, Duration shun, int quarantineAfter, Duration age) {
  public static final Duration QUARANTINE_WINDOW = Duration.ofMinutes(10);

  public static final QueuePolicy STANDARD =
      new QueuePolicy(100_000, 10_000, Duration.ofSeconds(10), 3, Duration.ofMinutes(10));

  /// @throws IllegalArgumentException when it takes no job
  public QueuePolicy {
    if (most < 1 || mostOfRoom < 1) {
      throw new IllegalArgumentException("A queue takes at least one job.");
    }
  }

  public QueuePolicy holding(long jobs, long jobsOfRoom) {
    return new QueuePolicy(jobs, jobsOfRoom, shun, quarantineAfter, age);
  }

  public QueuePolicy mistrusting(Duration shunned, int quarantined) {
    return new QueuePolicy(most, mostOfRoom, shunned, quarantined, age);
  }

  public QueuePolicy ageing(Duration waited) {
    return new QueuePolicy(most, mostOfRoom, shun, quarantineAfter, waited);
  }
}
