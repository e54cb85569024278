package io.mycelium.core.state;

/// The entries of an index that come after a place.
///
/// @param rank of the place; [Long#MIN_VALUE] for all entries
/// @param id of the place: of entries of the same rank, those with a greater id come after it
public record Span(Index index, long rank, String id) {
  /// Every entry.
  public static Span all(Index index) {
    return new Span(index, Long.MIN_VALUE, "");
  }
}
