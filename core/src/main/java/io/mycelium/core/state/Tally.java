package io.mycelium.core.state;

import java.util.Optional;

/// How much there is in a [Span].
///
/// @param newest the last entry of the whole index; empty when nothing is in it
public record Tally(long count, Optional<Entry> newest) {
  /// An entry of an index.
  public record Entry(String id, long rank) {}
}
