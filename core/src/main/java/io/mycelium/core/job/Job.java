package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A job as it stands.
///
/// @param drone who has it, or had it last
/// @param fence one up per claim, never reset; 0 before the first
/// @param lost how many drones were lost on it
/// @param failures how often its work failed since it was submitted or redriven
/// @param cancelling its drone was told to stop, and has not yet
/// @param due when it starts at the earliest, while it is delayed
/// @param why what it waits for, in words, while something keeps it
/// @param past its newest runs that brought nothing, oldest first
public record Job(
    JobSpec spec,
    JobState state,
    Optional<DroneId> drone,
    long fence,
    int lost,
    int failures,
    boolean cancelling,
    Optional<Instant> due,
    Optional<String> why,
    Optional<JobProgress> progress,
    Optional<JobResult> result,
    Optional<JobFailure> failure,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    List<PastRun> past) {
  public Job {
    past = List.copyOf(past);
  }
}
