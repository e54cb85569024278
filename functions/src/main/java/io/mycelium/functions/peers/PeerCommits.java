package io.mycelium.functions.peers;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Changes peers.
final class PeerCommits {
  private final AggregateStore store;
  private final Aggregates<Peer> aggregates;
  private final Directory directory;

  PeerCommits(AggregateStore store, Directory directory, RandomGenerator random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, PeerRecords.KIND, random);
    this.directory = directory;
  }

  /// Adds a peer with its first keys.
  ///
  /// @param repeated what a repeat is told; the keys' secrets are not part of it
  /// @return why not, if not
  Optional<Reply.Refused> add(Peer peer, List<ApiKey> keys, Intent intent, Reply repeated) {
    var draft = PeerRecords.add(Commit.of(intent, Outcome.of(repeated)), peer);
    keys.forEach(key -> Keys.add(draft, key));
    if (peer.role() == Role.ADMIN) {
      admins().ifPresent(admins -> draft.update(admins, admins.state().with(peer.id())));
    }
    CommitResult result = store.commit(draft.done());
    return result instanceof CommitResult.Committed
        ? Optional.empty()
        : Optional.of(Refusals.of(result));
  }

  /// Gives a peer a role; the last admin stays one.
  Update<Peer> role(PeerId id, Role role, Intent intent) {
    try {
      return aggregates.update(id.value(), intent, peer -> role(peer, role, admins()));
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      directory.changed(id);
    }
  }

  static Decision<Peer> role(Stored<Peer> peer, Role role, Optional<Stored<Admins>> admins) {
    Peer to = peer.state().withRole(role);
    boolean was = peer.state().role() == Role.ADMIN;
    if (was && role != Role.ADMIN && admins.filter(a -> a.state().peers().size() > 1).isEmpty()) {
      return new Decision.Refuse<>(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "last-admin",
              "%s is the last admin; make somebody else admin first."
                  .formatted(peer.state().name())));
    }
    return new Decision.Change<>(
        to,
        draft -> {
          if (was != (role == Role.ADMIN)) {
            admins.ifPresent(
                a -> draft.update(a, was ? a.state().without(to.id()) : a.state().with(to.id())));
          }
          return draft.event(PeerRecords.event("peer.role-changed", to));
        });
  }

  private Optional<Stored<Admins>> admins() {
    return store.find(Admins.KIND, Admins.ID);
  }
}
