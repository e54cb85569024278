package io.mycelium.functions.peers;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.state.Kind;
import java.util.HashSet;
import java.util.Set;

/// Who the admins are, in one place: whatever makes or unmakes one changes it too, so that two
/// admins who demote each other at the same moment do not leave the workspace without one.
record Admins(Set<PeerId> peers) {
  static final Kind<Admins> KIND = new Kind<>("admins", Admins.class);

  /// The id of the one that there is.
  static final String ID = "admins";

  Admins {
    peers = Set.copyOf(peers);
  }

  Admins with(PeerId peer) {
    Set<PeerId> more = new HashSet<>(peers);
    more.add(peer);
    return new Admins(more);
  }

  Admins without(PeerId peer) {
    Set<PeerId> fewer = new HashSet<>(peers);
    fewer.remove(peer);
    return new Admins(fewer);
  }
}
