package io.mycelium.core.job;

import io.mycelium.core.id.JobId;
import java.time.Duration;

/// What came of a job on a drone, as the drone tells.
///
/// @param end `done`, `failed`, `given back`, `cancelled` or `lost`
/// @param took how long the drone had it
public record DroneJob(JobId job, String function, String end, Duration took) {}
