package io.mycelium.core.state;

/// A type of aggregate.
///
/// @param name `task`, `approval`, ...; part of keys and events
/// @param state the record that is kept as JSON
/// @param shared whether one object may be given to several readers
public record Kind<S>(String name, Class<S> state, boolean shared) {
  /// A type of which every reader gets an object of its own.
  public Kind(String name, Class<S> state) {
    this(name, state, false);
  }

  /// A type whose objects nobody can change, however deep: no JSON tree and no open collection is
  /// in them. Stores need not read again what they have read before.
  public static <S> Kind<S> immutable(String name, Class<S> state) {
    return new Kind<>(name, state, true);
  }
}
