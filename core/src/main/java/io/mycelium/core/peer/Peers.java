package io.mycelium.core.peer;

import io.mycelium.core.id.PeerId;
import java.util.List;
import java.util.Optional;

/// Looks peers up; cheap enough for every call.
public interface Peers {
  Optional<Peer> find(PeerId id);

  /// By name without regard to case, or by id.
  Optional<Peer> named(String nameOrId);

  /// All of them, oldest first.
  List<Peer> all();

  /// A name to show: the peer's, or its id when there is no such peer.
  default String name(PeerId id) {
    return find(id).map(Peer::name).orElse(id.equals(Peer.SYSTEM) ? "mycelium" : id.value());
  }
}
