package io.mycelium.functions.peers;

import io.mycelium.core.id.Ids;
import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All keys of the workspace.
final class Keys {
  static final Kind<ApiKey> KIND = new Kind<>("key", ApiKey.class);
  static final Duration LINK_LIFE = Duration.ofHours(24);

  private static final Index ALL = new Index("keys");

  private final AggregateStore store;
  private final Aggregates<ApiKey> aggregates;
  private final Directory directory;
  private final Ids ids;
  private final SecureRandom random;

  Keys(AggregateStore store, Directory directory, Ids ids, SecureRandom random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, KIND, random);
    this.directory = directory;
    this.ids = ids;
    this.random = random;
  }

  private static Index of(PeerId peer) {
    return new Index("keys:" + peer);
  }

  /// Makes a key; it is not kept before [#add] and the commit.
  NewKey make(PeerId peer, ApiKey.Use use, String label, PeerId by, Instant at) {
    var secret = Secret.make(ids.key(), random);
    Optional<Instant> end =
        switch (use) {
          case KEY -> Optional.empty();
          case LINK -> Optional.of(at.plus(LINK_LIFE));
        };
    var key =
        new ApiKey(secret.key(), use, peer, secret.digest(), label, by, at, end, Optional.empty());
    return new NewKey(key, secret);
  }

  static Commit.Draft add(Commit.Draft draft, ApiKey key) {
    String id = key.id().value();
    return draft
        .create(KIND, id, key)
        .rank(ALL, id, key.since().toEpochMilli())
        .rank(of(key.peer()), id, key.since().toEpochMilli())
        .event(event("key.created", key));
  }

  Update<ApiKey> revoke(KeyId id, Intent intent) {
    try {
      return aggregates.update(id.value(), intent, key -> revoke(key, intent.at()));
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      directory.changed(id);
    }
  }

  static Decision<ApiKey> revoke(Stored<ApiKey> key, Instant at) {
    if (key.state().revoked().isPresent()) {
      return new Decision.Refuse<>(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "revoked",
              "The key %s is revoked already.".formatted(key.id())));
    }
    ApiKey to = key.state().revokedAt(at);
    return new Decision.Change<>(to, draft -> draft.event(event("key.revoked", to)));
  }

  private static Event event(String type, ApiKey key) {
    var payload =
        Json.object()
            .put("peer", key.peer().value())
            .put("use", key.use().word())
            .put("label", key.label());
    return new Event(type, Optional.empty(), subject(key), payload);
  }

  static Subject subject(ApiKey key) {
    return Subject.of(KIND.name(), key.id());
  }

  Optional<Stored<ApiKey>> find(String id) {
    return aggregates.find(id);
  }

  /// The newest keys, of one peer or of all.
  List<ApiKey> newest(Optional<PeerId> peer, int max) {
    Index index = peer.map(Keys::of).orElse(ALL);
    return store.findAll(KIND, store.newest(index, Long.MAX_VALUE, max)).stream()
        .map(Stored::state)
        .toList();
  }
}
