package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;

/// The right to work on a job, until somebody else has a higher fence.
public record Lease(JobId job, DroneId drone, long fence) {}
