package io.mycelium.core.job;

import io.mycelium.core.id.JobId;
import java.time.Duration;

/// What came of a submission.
public sealed interface Submitted {
  /// It is in the queue.
  ///
  /// @param durable whether a replica has it too; always so when no one asked for that
  record Queued(boolean durable) implements Submitted {}

  /// It was there before, in whatever state.
  ///
  /// @param durable as in [Queued]
  record Known(boolean durable) implements Submitted {}

  /// Another of the same [Dedup] stands for it.
  record Same(JobId as) implements Submitted {}

  /// The queue is frozen; try later.
  record Frozen() implements Submitted {}

  /// There is no room for it.
  ///
  /// @param what has no room
  /// @param retryAfter when there may be some
  record Full(Scope what, long limit, Duration retryAfter) implements Submitted {}

  /// The queue, or the class of the job, takes no jobs because somebody drains it.
  record Draining() implements Submitted {}

  /// It waits for a job that is not known.
  record Missing(JobId job) implements Submitted {}

  /// What can be full.
  enum Scope {
    QUEUE,
    ROOM,
    /// Too many different requirements wait.
    CLASSES
  }
}
