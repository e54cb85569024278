package io.mycelium.core.state;

import java.util.List;

/// A part of an index.
///
/// @param ids by rising rank; those of the same rank by id
/// @param older whether there are entries before them
/// @param newer whether there are entries after them
public record Slice(List<String> ids, boolean older, boolean newer) {
  public Slice {
    ids = List.copyOf(ids);
  }
}
