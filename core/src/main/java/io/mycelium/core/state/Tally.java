package io.mycelium.core.state;

import java.util.OptionalLong;

/// How much there is in a [Span].
///
/// @param newest the highest rank of the whole index; empty when nothing is in it
public record Tally(long count, OptionalLong newest) {}
