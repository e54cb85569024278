package io.mycelium.core.job;

import io.mycelium.core.id.JobId;
import java.util.List;

/// Jobs that have to end before another starts, which is given their results.
///
/// @param jobs at most [#MOST]; each was submitted before, or with it
public record Dependencies(List<JobId> jobs, OnFailure onFailure) {
  /// What becomes of the job when one of them brings no result.
  public enum OnFailure {
    /// It fails at once.
    FAIL,
    /// It starts when all have ended, and sees what failed.
    GO_ON
  }

  public static final int MOST = 256;
  public static final Dependencies NONE = new Dependencies(List.of(), OnFailure.FAIL);

  /// @throws IllegalArgumentException when there are too many
  public Dependencies {
    jobs = List.copyOf(jobs);
    if (jobs.size() > MOST) {
      throw new IllegalArgumentException(
          "A job waits for at most %d others, not %d.".formatted(MOST, jobs.size()));
    }
  }
}
