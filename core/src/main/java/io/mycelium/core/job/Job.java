package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;
import java.util.Optional;

/// A job as it stands.
///
/// @param drone who has it, or had it last
/// @param fence one up per claim, never reset; 0 before the first
/// @param lost how many drones were lost on it
/// @param cancelling its drone was told to stop, and has not yet
public record Job(
    JobSpec spec,
    JobState state,
    Optional<DroneId> drone,
    long fence,
    int lost,
    boolean cancelling,
    Optional<JobProgress> progress,
    Optional<JobResult> result,
    Optional<JobFailure> failure,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {}
