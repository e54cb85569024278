package io.mycelium.core.reply;

import io.mycelium.core.id.Id;

/// A thing with a life of its own that replies, posts and events speak of.
///
/// @param type `task`, `approval`, `job`, ...
/// @param id with its prefix
public record Subject(String type, String id) {
  public static Subject of(String type, Id id) {
    return new Subject(type, id.value());
  }

  @Override
  public String toString() {
    return type + ':' + id;
  }
}
