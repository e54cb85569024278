package io.mycelium.core.state;

/// A type of aggregate.
///
/// @param name `task`, `approval`, ...; part of keys and events
/// @param state the record that is kept as JSON
public record Kind<S>(String name, Class<S> state) {}
