package io.mycelium.core.state;

/// An aggregate as it was read.
///
/// @param version one up per change, from 1
/// @param number the short number in its room; 0 for kinds without
public record Stored<S>(Kind<S> kind, String id, long version, long number, S state) {
  public Stored<S> next(S changed) {
    return new Stored<>(kind, id, version + 1, number, changed);
  }
}
