package io.mycelium.core.job;

import io.mycelium.core.id.JobId;
import java.util.Optional;

/// What came of a job that another waited for.
public record JobInput(
    JobId job, JobState state, Optional<JobResult> result, Optional<JobFailure> failure) {}
