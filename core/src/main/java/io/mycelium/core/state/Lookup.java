package io.mycelium.core.state;

import io.mycelium.core.id.RoomId;

/// A map from unique names to ids, written by commits.
public record Lookup(String name) {
  /// From a room's short numbers to the ids that have them.
  public static Lookup numbers(RoomId room) {
    return new Lookup("numbers:" + room);
  }
}
