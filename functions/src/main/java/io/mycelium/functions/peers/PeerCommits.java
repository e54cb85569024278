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
  private final Keys keys;

  PeerCommits(AggregateStore store, Directory directory, Keys keys, RandomGenerator random) {
    this.store = store;
    this.keys = keys;
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
    try {
      CommitResult result = store.commit(draft.done());
      return result instanceof CommitResult.Committed
          ? Optional.empty()
          : Optional.of(Refusals.of(result));
    } finally {
      directory.changed(peer.id());
    }
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
    if (was && role != Role.ADMIN && last(admins)) {
      return new Decision.Refuse<>(lastAdmin(peer.state()));
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

  /// Removes a peer: its name stays its own, all that it can prove itself with ends. The last admin
  /// stays.
  Update<Peer> remove(PeerId id, Intent intent) {
    try {
      return aggregates.update(
          id.value(), intent, peer -> remove(peer, admins(), keys.active(id, intent.at()), intent));
    } finally {
      // Its keys need not be forgotten: without their peer they prove nothing.
      directory.changed(id);
    }
  }

  private static Decision<Peer> remove(
      Stored<Peer> peer, Optional<Stored<Admins>> admins, List<Stored<ApiKey>> proofs, Intent by) {
    boolean admin = peer.state().role() == Role.ADMIN;
    if (peer.state().removed().isPresent()) {
      return new Decision.Refuse<>(removedBefore(peer.state()));
    }
    if (admin && last(admins)) {
      return new Decision.Refuse<>(lastAdmin(peer.state()));
    }
    Peer to = peer.state().removedAt(by.at());
    return new Decision.Change<>(
        to,
        draft -> {
          if (admin) {
            admins.ifPresent(a -> draft.update(a, a.state().without(to.id())));
          }
          proofs.forEach(key -> Keys.end(draft, key, by.at()));
          return draft.event(PeerRecords.event("peer.removed", to));
        });
  }

  private static boolean last(Optional<Stored<Admins>> admins) {
    return admins.filter(a -> a.state().peers().size() > 1).isEmpty();
  }

  private static Reply.Refused lastAdmin(Peer peer) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "last-admin",
        "%s is the last admin; make somebody else admin first.".formatted(peer.name()));
  }

  private static Reply.Refused removedBefore(Peer peer) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT, "removed", "%s was removed before.".formatted(peer.name()));
  }

  private Optional<Stored<Admins>> admins() {
    return store.find(Admins.KIND, Admins.ID);
  }
}
