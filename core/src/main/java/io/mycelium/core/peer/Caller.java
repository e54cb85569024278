package io.mycelium.core.peer;

import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import java.util.Optional;

/// A peer that has proven who it is and calls through a surface.
///
/// @param key the API key or the session that it used, if it was one
public record Caller(PeerId id, String name, PeerKind kind, Role role, Optional<KeyId> key) {
  public boolean may(Permission permission) {
    return role.may(permission);
  }

  public static Caller of(Peer peer, Optional<KeyId> key) {
    return new Caller(peer.id(), peer.name(), peer.kind(), peer.role(), key);
  }
}
