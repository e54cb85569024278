package io.mycelium.core.job;

import java.time.Duration;
import java.util.Optional;

/// The jobs of one class that wait for a drone.
///
/// @param oldest how long the first of them has waited
/// @param why no live drone can serve them, in words; empty while one can
public record QueueLine(JobClass jobClass, long waiting, Duration oldest, Optional<String> why) {}
