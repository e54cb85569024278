package io.mycelium.core.peer;

import io.mycelium.core.id.PeerId;
import java.util.List;
import java.util.Optional;

/// Looks peers up; cheap enough for every call. Those who were removed are not found, but keep
/// their names. One that turned out to be another one is found as that one.
public interface Peers {
  Optional<Peer> find(PeerId id);

  /// Who an id stands for now: itself, unless it turned out to be another peer.
  default PeerId person(PeerId id) {
    return find(id).map(Peer::id).orElse(id);
  }

  /// By name without regard to case, or by id.
  Optional<Peer> named(String nameOrId);

  /// All of them, oldest first.
  List<Peer> all();

  /// A name to show: the peer's, also of one that was removed, or its id when there never was one.
  String name(PeerId id);
}
