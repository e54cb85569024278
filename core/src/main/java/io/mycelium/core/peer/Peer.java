package io.mycelium.core.peer;

import io.mycelium.core.id.PeerId;
import java.time.Instant;
import java.util.Optional;

/// A person, an agent or a drone of the workspace.
///
/// @param name unique in the workspace without regard to case
/// @param removed when it was removed. It calls no more and is not found any more; what it did
///   keeps its name
/// @param became the peer that it turned out to be; whoever asks for this one gets that one
public record Peer(
    PeerId id,
    PeerKind kind,
    String name,
    Role role,
    Instant since,
    Optional<Instant> removed,
    Optional<PeerId> became) {
  /// Mycelium itself, as the actor of what no peer did.
  public static final PeerId SYSTEM = new PeerId("peer_0system");

  /// A peer that is here.
  public Peer(PeerId id, PeerKind kind, String name, Role role, Instant since) {
    this(id, kind, name, role, since, Optional.empty(), Optional.empty());
  }

  public Peer withRole(Role other) {
    return new Peer(id, kind, name, other, since, removed, became);
  }

  public Peer removedAt(Instant at) {
    return new Peer(id, kind, name, role, since, Optional.of(at), became);
  }

  /// Gone, because it turned out to be another one.
  public Peer became(PeerId other, Instant at) {
    return new Peer(id, kind, name, role, since, Optional.of(at), Optional.of(other));
  }
}
