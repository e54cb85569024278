package io.mycelium.core.state;

/// A sorted set of ids, written by the commits that change what it is about.
public record Index(String name) {}
