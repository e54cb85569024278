package io.mycelium.core.job;

/// A job that a drone has now.
public record Claimed(JobSpec job, Lease lease) {}
