package io.mycelium.core.state;

/// Lets a commit pass only while a flag has a value.
///
/// @param expected empty for a flag that was never set
public record Guard(Flag flag, String expected) {}
