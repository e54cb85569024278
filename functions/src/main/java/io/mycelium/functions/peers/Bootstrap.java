package io.mycelium.functions.peers;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// Makes an empty workspace one that somebody can use.
public final class Bootstrap {
  private static final String LABEL = "operator.key";

  /// What else the first start creates, in the same commit.
  @FunctionalInterface
  public interface Also {
    Commit.Draft add(Commit.Draft draft, Peer admin);
  }

  private final AggregateStore store;
  private final Peers peers;
  private final Keys keys;
  private final Ids ids;
  private final InstantSource clock;
  private final OneTime oneTime;
  private final Also also;

  Bootstrap(PeersModule.Parts parts, Peers peers, Keys keys, OneTime oneTime, Also also) {
    this.store = parts.store();
    this.peers = peers;
    this.keys = keys;
    this.ids = parts.ids();
    this.clock = parts.clock();
    this.oneTime = oneTime;
    this.also = also;
  }

  /// Creates the first admin with a key, and what else there must be, unless it was done before. Of
  /// gateways that start at the same moment one creates it.
  ///
  /// @param name for the admin; what a name does not allow is left out of it
  /// @return the key's secret, for the one call that created it; it is kept nowhere
  public Optional<String> start(String name) {
    if (store.find(Admins.KIND, Admins.ID).isPresent()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    var admin = new Peer(ids.peer(), PeerKind.PERSON, Names.from(name), Role.ADMIN, now);
    NewKey key = keys.make(admin.id(), ApiKey.Use.KEY, LABEL, admin.id(), now);
    var draft =
        Commit.of(Intent.system("bootstrap", now), done())
            .create(Admins.KIND, Admins.ID, new Admins(Set.of(admin.id())));
    also.add(Keys.add(PeerRecords.add(draft, admin), key.key()), admin);
    return switch (store.commit(draft.done())) {
      case CommitResult.Committed _ -> Optional.of(key.secret().text());
      // Another gateway was quicker, whichever of its traces was met first.
      case CommitResult.Conflict _,
          CommitResult.Taken _,
          CommitResult.Repeated _,
          CommitResult.Reused _ ->
          Optional.empty();
      case CommitResult.Guarded _ -> throw new IllegalStateException("nothing guards the start");
    };
  }

  /// Makes another key for the longest-serving admin, when the file with the first one is lost. The
  /// first one stays good: another gateway may hold it.
  ///
  /// @return the key's secret; it is kept nowhere
  /// @throws IllegalStateException before [#start]
  public String replaceKey() {
    Peer admin =
        peers.all().stream()
            .filter(peer -> peer.role() == Role.ADMIN)
            .min(Comparator.comparing(Peer::since))
            .orElseThrow(() -> new IllegalStateException("the workspace has no admin yet"));
    NewKey key = keys.make(admin.id(), ApiKey.Use.KEY, LABEL, Peer.SYSTEM, clock.instant());
    commit(key, draft(key));
    return key.secret().text();
  }

  /// Makes a link that signs a peer in on the web, for whoever starts the gateway on a terminal.
  /// The peer's links that have ended leave the lists, which would grow with each start.
  ///
  /// @return its address; it is kept nowhere
  public String link(PeerId of) {
    NewKey link =
        keys.make(of, ApiKey.Use.LINK, "start of the gateway", Peer.SYSTEM, clock.instant());
    commit(link, keys.forgetEndedLinks(draft(link), of, link.key().since()));
    return oneTime.link(link);
  }

  private static Commit.Draft draft(NewKey key) {
    Intent intent = Intent.system("operator-key/" + key.key().id(), key.key().since());
    return Keys.add(Commit.of(intent, done()), key.key());
  }

  private void commit(NewKey key, Commit.Draft draft) {
    CommitResult result = store.commit(draft.done());
    if (!(result instanceof CommitResult.Committed)) {
      throw new IllegalStateException("the new key %s met %s".formatted(key.key().id(), result));
    }
  }

  private static Outcome done() {
    return Outcome.of(new Reply.Text("Done before."));
  }
}
