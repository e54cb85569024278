package io.mycelium.core.state;

/// A named value of the workspace that commits can set and guard on.
public record Flag(String name) {}
