package io.mycelium.functions.jobs;

import io.mycelium.core.job.JobState;

/// Whether what the queue tells fits to what was told before. Its rows are relayed by many threads
/// on many gateways and so come in any order; the workspace tells them in the order in which they
/// happened.
enum Turn {
  /// It is next.
  NOW,
  /// The start of its claim has not been told: that is told first, by the same commit.
  AFTER_START,
  /// Something else has to be told before.
  EARLY,
  /// It is over, or was told.
  LATE;

  /// What a drone's claim began: progress, the way back to the queue, the end.
  static Turn during(Course course, long fence) {
    if (course.state().ended() || fence < course.fence()) {
      return LATE;
    }
    if (fence == course.fence()) {
      return course.state() == JobState.RUNNING ? NOW : LATE;
    }
    return next(course, fence) ? AFTER_START : EARLY;
  }

  static Turn start(Course course, long fence) {
    if (course.state().ended() || fence <= course.fence()) {
      return LATE;
    }
    return next(course, fence) ? NOW : EARLY;
  }

  /// The end may also come while nobody has the job.
  static Turn end(Course course, long fence) {
    if (!course.state().ended() && fence == course.fence()) {
      return NOW;
    }
    return during(course, fence);
  }

  private static boolean next(Course course, long fence) {
    return course.state() == JobState.WAITING && fence == course.fence() + 1;
  }
}
