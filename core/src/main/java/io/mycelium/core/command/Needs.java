package io.mycelium.core.command;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import java.util.Set;

/// What a call needs beyond its command's permission, because of its options.
///
/// @param permissions that the caller must have, too
/// @param rooms that must admit the caller, too
public record Needs(Set<Permission> permissions, Set<RoomId> rooms) {
  public static final Needs NONE = new Needs(Set.of(), Set.of());

  public Needs {
    permissions = Set.copyOf(permissions);
    rooms = Set.copyOf(rooms);
  }

  public static Needs of(Permission permission) {
    return new Needs(Set.of(permission), Set.of());
  }

  public static Needs of(RoomId room) {
    return new Needs(Set.of(), Set.of(room));
  }

  /// Tells them.
  @FunctionalInterface
  public interface Teller<O> {
    Needs of(O options, Invocation by);
  }
}
