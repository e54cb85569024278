package io.mycelium.functions.peers;

import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import java.util.Locale;
import java.util.Optional;

/// How peers are kept.
final class PeerRecords {
  static final Kind<Peer> KIND = new Kind<>("peer", Peer.class);

  /// From folded names to ids.
  static final Lookup NAMES = new Lookup("peer-names");

  /// All peers, by the time they came.
  static final Index ALL = new Index("peers");

  private PeerRecords() {}

  static Commit.Draft add(Commit.Draft draft, Peer peer) {
    String id = peer.id().value();
    return draft
        .create(KIND, id, peer)
        .bind(NAMES, Names.fold(peer.name()), id)
        .rank(ALL, id, peer.since().toEpochMilli())
        .event(event("peer.invited", peer));
  }

  /// Events about peers belong to no room: operators see them.
  static Event event(String type, Peer peer) {
    var payload =
        Json.object()
            .put("name", peer.name())
            .put("role", peer.role().word())
            .put("kind", peer.kind().name().toLowerCase(Locale.ROOT));
    return new Event(type, Optional.empty(), subject(peer), payload);
  }

  static Subject subject(Peer peer) {
    return Subject.of(KIND.name(), peer.id());
  }
}
