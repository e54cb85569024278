package io.mycelium.core.job;

/// A result that a drone brings under its lease.
public record Completion(Lease lease, JobResult result) {}
