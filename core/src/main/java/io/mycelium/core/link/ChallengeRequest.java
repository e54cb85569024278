package io.mycelium.core.link;

import io.mycelium.core.id.DroneId;

/// A drone wants to prove who it is.
public record ChallengeRequest(DroneId drone) {}
