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
import java.util.stream.Stream;

/// All keys of the workspace, sessions included.
final class Keys {
  static final Kind<ApiKey> KIND = new Kind<>("key", ApiKey.class);
  static final Duration LINK_LIFE = Duration.ofHours(24);

  /// How long a session goes on without being used.
  static final Duration SESSION_LIFE = Duration.ofDays(30);

  private static final Index ALL = new Index("keys");

  /// More than anybody has at a time; older ones have ended long ago.
  private static final int MOST = 1_000;

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

  private static Index sessionsOf(PeerId peer) {
    return new Index("sessions:" + peer);
  }

  /// Makes a key; it is not kept before [#add] and the commit.
  NewKey make(PeerId peer, ApiKey.Use use, String label, PeerId by, Instant at) {
    return make(Secret.make(ids.key(), random), peer, use, label, by, at);
  }

  /// Makes the session that follows from a link and an attempt to sign in with it.
  NewKey session(ApiKey link, Secret of, String attempt, String device, Instant at) {
    return make(
        Secret.derive(ids.key(), of, attempt),
        link.peer(),
        ApiKey.Use.SESSION,
        device,
        link.peer(),
        at);
  }

  private static NewKey make(
      Secret secret, PeerId peer, ApiKey.Use use, String label, PeerId by, Instant at) {
    Optional<Instant> end =
        switch (use) {
          case KEY -> Optional.empty();
          case LINK -> Optional.of(at.plus(LINK_LIFE));
          case SESSION -> Optional.of(at.plus(SESSION_LIFE));
        };
    var key =
        new ApiKey(
            secret.key(),
            use,
            peer,
            secret.digest(),
            label,
            by,
            at,
            end,
            Optional.empty(),
            Optional.empty());
    return new NewKey(key, secret);
  }

  /// Another secret for a key that there is.
  Secret another(KeyId key) {
    return Secret.make(key, random);
  }

  static Commit.Draft add(Commit.Draft draft, ApiKey key) {
    String id = key.id().value();
    long at = key.since().toEpochMilli();
    draft.create(KIND, id, key);
    return switch (key.use()) {
      case KEY, LINK ->
          draft.rank(ALL, id, at).rank(of(key.peer()), id, at).event(event("key.created", key));
      case SESSION ->
          draft.rank(sessionsOf(key.peer()), id, at).event(event("session.started", key));
    };
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
              Reply.Reason.CONFLICT, "revoked", "%s has ended before.".formatted(key.id())));
    }
    ApiKey to = key.state().revokedAt(at);
    return new Decision.Change<>(to, draft -> draft.event(ended(to)));
  }

  /// Ends a key as part of a larger commit.
  static Commit.Draft end(Commit.Draft draft, Stored<ApiKey> key, Instant at) {
    ApiKey to = key.state().revokedAt(at);
    return draft.update(key, to).event(ended(to));
  }

  private static Event ended(ApiKey key) {
    return event(key.use() == ApiKey.Use.SESSION ? "session.ended" : "key.revoked", key);
  }

  static Event event(String type, ApiKey key) {
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

  /// Says that this gateway has changed the key.
  void changed(KeyId id) {
    directory.changed(id);
  }

  Optional<Stored<ApiKey>> find(String id) {
    return aggregates.find(id);
  }

  /// The sessions of a peer that have not ended, newest first.
  List<Stored<ApiKey>> sessions(PeerId peer, Instant now) {
    return active(sessionsOf(peer), now);
  }

  /// All that the peer can prove itself or sign in with.
  List<Stored<ApiKey>> active(PeerId peer, Instant now) {
    return Stream.concat(active(of(peer), now).stream(), sessions(peer, now).stream()).toList();
  }

  private List<Stored<ApiKey>> active(Index index, Instant now) {
    return newest(index, MOST).stream().filter(key -> key.state().active(now)).toList();
  }

  /// Takes a peer's links that have ended out of the lists; whoever comes with one still hears why
  /// it is not good.
  Commit.Draft forgetEndedLinks(Commit.Draft draft, PeerId peer, Instant now) {
    for (Stored<ApiKey> key : newest(of(peer), MOST)) {
      if (endedLink(key.state(), now)) {
        draft.unrank(ALL, key.id()).unrank(of(peer), key.id());
      }
    }
    return draft;
  }

  private static boolean endedLink(ApiKey key, Instant now) {
    return key.use() == ApiKey.Use.LINK && !key.active(now);
  }

  /// The newest keys, and the links that are still good, of one peer or of all.
  List<ApiKey> newest(Optional<PeerId> peer, int max, Instant now) {
    return newest(peer.map(Keys::of).orElse(ALL), max).stream()
        .map(Stored::state)
        .filter(key -> !endedLink(key, now))
        .toList();
  }

  private List<Stored<ApiKey>> newest(Index index, int max) {
    return store.findAll(KIND, store.newest(index, Long.MAX_VALUE, max));
  }
}
