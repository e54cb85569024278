package io.mycelium.core.link;

import java.time.Duration;

/// The gateway has heard of the drone.
///
/// @param again after which time it is to be heard of again
public record Announced(Duration again) {}
