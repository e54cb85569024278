package io.mycelium.core.peer;

import io.mycelium.core.id.PeerId;
import java.time.Instant;

/// A person, an agent or a drone of the workspace.
///
/// @param name unique in the workspace without regard to case
public record Peer(PeerId id, PeerKind kind, String name, Role role, Instant since) {
  /// Mycelium itself, as the actor of what no peer did.
  public static final PeerId SYSTEM = new PeerId("peer_0system");

  public Peer withRole(Role other) {
    return new Peer(id, kind, name, other, since);
  }
}
