package io.mycelium.core.job;

import java.time.Instant;

/// What a drone measured of its machine. Larger is faster.
///
/// @param hashMibPerSecond SHA-256 on one core
/// @param memoryGibPerSecond copied in memory by one thread
/// @param diskMibPerSecond written to the work folder, and forced out
public record Benchmark(
    double hashMibPerSecond, double memoryGibPerSecond, double diskMibPerSecond, Instant at) {}
