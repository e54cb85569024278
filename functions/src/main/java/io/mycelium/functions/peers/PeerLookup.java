package io.mycelium.functions.peers;

import io.mycelium.core.command.PeerName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Resolves the peers that options name, or refuses in one wording.
public final class PeerLookup {
  private static final int OFFERED = 3;

  private final Peers peers;

  public PeerLookup(Peers peers) {
    this.peers = peers;
  }

  /// Goes on with the peer's id, if one is named.
  public Reply with(Optional<PeerName> name, Function<Optional<PeerId>, Reply> then) {
    return name.isEmpty()
        ? then.apply(Optional.empty())
        : with(name.get(), peer -> then.apply(Optional.of(peer.id())));
  }

  /// The peer, if one is named that is known.
  Optional<Peer> find(Optional<PeerName> name) {
    return name.flatMap(n -> peers.named(n.value()));
  }

  /// Goes on with the peer.
  public Reply with(PeerName name, Function<Peer, Reply> then) {
    return peers.named(name.value()).map(then).orElseGet(() -> unknown(name.value()));
  }

  private Reply.Refused unknown(String name) {
    List<String> near =
        peers.all().stream()
            .map(Peer::name)
            .filter(known -> !Nearest.to(Names.fold(name), List.of(Names.fold(known))).isEmpty())
            .limit(OFFERED)
            .toList();
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-peer",
        "There is no peer '%s'; %s"
            .formatted(
                name,
                near.isEmpty()
                    ? "'peer list' shows those there are."
                    : "did you mean %s?".formatted(String.join(" or ", near))));
  }
}
