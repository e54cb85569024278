package io.mycelium.core.job;

import java.time.Duration;

/// What the queue says to a drone that announced itself.
///
/// @param again after which time it is to announce itself again
/// @param drained whether an operator wants it to end when the jobs that it runs have ended
public record Heard(Duration again, boolean drained) {}
