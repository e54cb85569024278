package io.mycelium.core.room;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A room of the workspace.
///
/// @param closed only members see and use it; an open room is everybody's
/// @param members whom a closed room admits
/// @param role the lowest role that a closed room admits without membership, if there is one
public record Room(
    RoomId id,
    boolean closed,
    Set<PeerId> members,
    Optional<Role> role,
    PeerId creator,
    Instant since) {
  public Room {
    members = Set.copyOf(members);
  }

  /// Whether the caller sees the room and what is said there.
  public boolean admits(Caller caller) {
    return !closed
        || members.contains(caller.id())
        || role.filter(caller.role()::atLeast).isPresent();
  }
}
