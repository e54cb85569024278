package io.mycelium.core.job;

import java.time.Duration;

/// A job that a drone has now.
///
/// @param holds how long the lease holds from the claim, and from each answer of the queue that
///   moves it on; stays the same for this lease
/// @param beat how long after an answer the drone is to be heard of again
public record Claimed(JobSpec job, Lease lease, Duration holds, Duration beat) {}
