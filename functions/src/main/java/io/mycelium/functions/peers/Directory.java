package io.mycelium.functions.peers;

import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.Authenticator;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Peers and keys as every call looks them up: remembered until an event tells of a change.
final class Directory implements Peers, Authenticator {
  private static final int MOST = 10_000;

  private final AggregateStore store;
  private final InstantSource clock;
  private final Mirror<Peer> peers;
  private final Mirror<String> names;
  private final Mirror<List<Peer>> everybody;
  private final Mirror<ApiKey> keys;

  Directory(AggregateStore store, EventFeed feed, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.peers = new Mirror<>(feed, id -> store.find(PeerRecords.KIND, id).map(Stored::state));
    this.names = new Mirror<>(feed, folded -> store.lookup(PeerRecords.NAMES, folded));
    this.keys = new Mirror<>(feed, id -> store.find(Keys.KIND, id).map(Stored::state));
    this.everybody = new Mirror<>(feed, _ -> Optional.of(stored()));
    feed.listen(this::forget);
  }

  private void forget(EventRecord event) {
    if (event.subject().type().equals(PeerRecords.KIND.name())) {
      peers.forget(event.subject().id());
      names.forgetAll();
      everybody.forgetAll();
    }
    if (event.subject().type().equals(Keys.KIND.name())) {
      keys.forget(event.subject().id());
    }
  }

  /// Says that this gateway has changed the peer.
  void changed(PeerId peer) {
    peers.forget(peer.value());
    everybody.forgetAll();
  }

  /// Says that this gateway has changed the key.
  void changed(KeyId key) {
    keys.forget(key.value());
  }

  /// Says that this gateway has changed keys.
  void changedKeys() {
    keys.forgetAll();
  }

  @Override
  public Optional<Caller> authenticate(String secret) {
    return Secret.read(secret).flatMap(this::authenticate);
  }

  private Optional<Caller> authenticate(Secret secret) {
    return key(secret)
        .flatMap(key -> find(key.peer()))
        .map(peer -> Caller.of(peer, Optional.of(secret.key())));
  }

  /// The key or session that the secret proves now, as this gateway knows it. One whose secret does
  /// not fit is asked for again: another gateway may have exchanged it a moment ago.
  Optional<ApiKey> key(Secret secret) {
    String id = secret.key().value();
    Instant now = clock.instant();
    Optional<ApiKey> known = keys.find(id);
    if (known.filter(key -> exchanged(key, secret, now)).isPresent()) {
      keys.forget(id);
      known = keys.find(id);
    }
    return known.filter(key -> key.proves(secret, now));
  }

  private static boolean exchanged(ApiKey key, Secret secret, Instant now) {
    return key.use() == ApiKey.Use.SESSION && key.active(now) && !key.proves(secret, now);
  }

  /// Also a peer that was removed.
  Optional<Peer> known(String id) {
    return peers.find(id);
  }

  @Override
  public Optional<Peer> find(PeerId id) {
    return present(peers.find(id.value()).flatMap(this::now));
  }

  @Override
  public Optional<Peer> named(String nameOrId) {
    return present(
        nameOrId.startsWith(PeerId.PREFIX)
            ? peers.find(nameOrId).flatMap(this::now)
            : names.find(Names.fold(nameOrId)).flatMap(peers::find).flatMap(this::now));
  }

  @Override
  public String name(PeerId id) {
    return id.equals(Peer.SYSTEM)
        ? "mycelium"
        : peers.find(id.value()).flatMap(this::now).map(Peer::name).orElse(id.value());
  }

  /// Whom a peer turned out to be.
  private Optional<Peer> now(Peer peer) {
    return peer.became().isEmpty()
        ? Optional.of(peer)
        : peers.find(peer.became().get().value()).flatMap(this::now);
  }

  private static Optional<Peer> present(Optional<Peer> peer) {
    return peer.filter(p -> p.removed().isEmpty());
  }

  @Override
  public List<Peer> all() {
    return everybody.find("").orElse(List.of());
  }

  private List<Peer> stored() {
    return store
        .findAll(PeerRecords.KIND, store.oldest(PeerRecords.ALL, Long.MIN_VALUE, MOST))
        .stream()
        .map(Stored::state)
        .filter(peer -> peer.removed().isEmpty())
        .toList();
  }
}
