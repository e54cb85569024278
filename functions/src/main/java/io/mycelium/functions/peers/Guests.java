package io.mycelium.functions.peers;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// People who come in from elsewhere without having been invited, and who may turn out to be
/// somebody who is here already.
public final class Guests {
  private static final int NAMES_TRIED = 1_000;

  private final AggregateStore store;
  private final Directory directory;
  private final Keys keys;
  private final PeerCommits commits;
  private final Ids ids;

  Guests(AggregateStore store, Directory directory, Keys keys, PeerCommits commits, Ids ids) {
    this.store = store;
    this.directory = directory;
    this.keys = keys;
    this.commits = commits;
    this.ids = ids;
  }

  /// Lets somebody in under a name that is free.
  ///
  /// @param foreign what they are called elsewhere; anything
  /// @param also what belongs to the same commit
  /// @return nothing when the same intent, or one that `also` collides with, was quicker
  public Optional<Peer> join(String foreign, Role role, Intent intent, Also also) {
    String name = Names.guest(foreign);
    for (int tried = 1; tried <= NAMES_TRIED; tried++) {
      String free = tried == 1 ? name : "%s-%d".formatted(name, tried);
      if (store.lookup(PeerRecords.NAMES, Names.fold(free)).isPresent()) {
        continue;
      }
      var peer = new Peer(ids.peer(), PeerKind.PERSON, free, role, intent.at());
      Commit.Draft draft =
          PeerRecords.add(Commit.of(intent, Outcome.of(PeerRecords.subject(peer))), peer);
      CommitResult result = store.commit(also.to(draft, peer).done());
      directory.changed(peer.id());
      if (result instanceof CommitResult.Committed) {
        return Optional.of(peer);
      }
      if (!(result instanceof CommitResult.Taken)) {
        return Optional.empty();
      }
    }
    throw new IllegalStateException("too many come in as %s at once".formatted(name));
  }

  /// What belongs to the commit with which a peer comes in.
  @FunctionalInterface
  public interface Also {
    Commit.Draft to(Commit.Draft draft, Peer peer);
  }

  /// Gives a peer the role that it has elsewhere; the last admin stays one.
  public void role(PeerId peer, Role role, Intent intent) {
    commits.role(peer, role, intent);
  }

  /// Adds to a commit that one peer turned out to be another one: its keys and sessions end.
  ///
  /// @return nothing when the peer is no more
  public Optional<UnaryOperator<Commit.Draft>> merged(PeerId from, PeerId into, Intent intent) {
    Optional<Stored<Peer>> stored =
        store.find(PeerRecords.KIND, from.value()).filter(p -> p.state().removed().isEmpty());
    return stored.map(peer ->
        draft -> {
          Peer to = peer.state().became(into, intent.at());
          keys.active(from, intent.at()).forEach(key -> Keys.end(draft, key, intent.at()));
          return draft.update(peer, to).event(PeerRecords.event("peer.merged", to));
        });
  }

  /// Says that this gateway may have changed the peer, and ended its keys.
  public void changed(PeerId peer) {
    directory.changed(peer);
    directory.changedKeys();
  }
}
