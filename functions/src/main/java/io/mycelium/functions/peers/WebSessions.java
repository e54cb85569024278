package io.mycelium.functions.peers;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.KeyId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Session;
import io.mycelium.core.peer.Sessions;
import io.mycelium.core.peer.SignInLink;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.Stored;
import io.mycelium.core.text.PlainText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Sessions as keys that end: begun by a link, proven like any key, exchanged once a day.
final class WebSessions implements Sessions {
  private static final int LONGEST_DEVICE = 60;
  private static final int TRIES = 4;

  private final AggregateStore store;
  private final Directory directory;
  private final Keys keys;
  private final Exchange exchange;
  private final InstantSource clock;

  WebSessions(
      AggregateStore store,
      Directory directory,
      Keys keys,
      Exchange exchange,
      InstantSource clock) {
    this.store = store;
    this.directory = directory;
    this.keys = keys;
    this.exchange = exchange;
    this.clock = clock;
  }

  /// A link that somebody came with, found.
  private record Shown(Stored<ApiKey> link, Secret secret, Peer peer) {
    ApiKey key() {
      return link.state();
    }
  }

  @Override
  public SignInLink look(String link) {
    return shown(link)
        .<SignInLink>map(shown -> state(shown, clock.instant()))
        .orElseGet(SignInLink.Unknown::new);
  }

  private Optional<Shown> shown(String text) {
    return Secret.read(text)
        .flatMap(secret ->
            keys.find(secret.key().value())
                .filter(link -> link.state().use() == ApiKey.Use.LINK)
                .filter(link -> secret.matches(link.state().hash()))
                .flatMap(link ->
                    directory
                        .find(link.state().peer())
                        .map(peer -> new Shown(link, secret, peer))));
  }

  private static SignInLink state(Shown shown, Instant now) {
    ApiKey link = shown.key();
    if (link.revoked().isPresent()) {
      return new SignInLink.Used();
    }
    return link.active(now)
        ? new SignInLink.Good(shown.peer(), link.expires().orElse(Instant.MAX))
        : new SignInLink.Expired();
  }

  @Override
  public SignIn signIn(String link, String attempt, String device) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<Shown> shown = shown(link);
      if (shown.isEmpty()) {
        return new SignIn.Refused(new SignInLink.Unknown());
      }
      Instant now = clock.instant();
      SignInLink state = state(shown.get(), now);
      if (!(state instanceof SignInLink.Good)) {
        return again(shown.get(), attempt, now).orElseGet(() -> new SignIn.Refused(state));
      }
      Optional<SignIn> done = begin(shown.get(), attempt, device, now);
      if (done.isPresent()) {
        return done.get();
      }
    }
    return new SignIn.Refused(new SignInLink.Used());
  }

  /// One commit uses the link up and makes the session; nothing when somebody was quicker.
  private Optional<SignIn> begin(Shown shown, String attempt, String device, Instant now) {
    NewKey session =
        keys.session(
            shown.key(), shown.secret(), attempt, PlainText.line(device, LONGEST_DEVICE), now);
    var outcome = Outcome.of(Keys.subject(session.key()));
    var draft =
        Commit.of(intent(shown, attempt, now), outcome)
            .update(shown.link(), shown.key().revokedAt(now));
    CommitResult result = store.commit(Keys.add(draft, session.key()).done());
    return result instanceof CommitResult.Committed
        ? Optional.of(new SignIn.Done(session(session.key()), session.secret().text()))
        : Optional.empty();
  }

  /// The session that the same attempt began before, if it goes on.
  private Optional<SignIn> again(Shown shown, String attempt, Instant now) {
    return store
        .earlier(intent(shown, attempt, now))
        .filter(CommitResult.Repeated.class::isInstance)
        .map(CommitResult.Repeated.class::cast)
        .flatMap(repeated -> repeated.outcome().subject())
        .map(Subject::id)
        .flatMap(id -> again(new KeyId(id), shown, attempt, now));
  }

  private Optional<SignIn> again(KeyId id, Shown shown, String attempt, Instant now) {
    Secret secret = Secret.derive(id, shown.secret(), attempt);
    return keys.find(id.value())
        .map(Stored::state)
        .filter(session -> session.proves(secret, now))
        .map(session -> new SignIn.Done(session(session), secret.text()));
  }

  /// Names the use of the link; an attempt of somebody else is another request with the same name.
  private static Intent intent(Shown shown, String attempt, Instant now) {
    return new Intent(
        "system",
        "sign-in/" + shown.key().id(),
        Digests.fingerprint(attempt),
        shown.peer().id(),
        now);
  }

  @Override
  public Optional<Session> find(String secret) {
    return proven(secret)
        .filter(session -> directory.find(session.peer()).isPresent())
        .map(WebSessions::session);
  }

  private Optional<ApiKey> proven(String secret) {
    return Secret.read(secret)
        .flatMap(directory::key)
        .filter(key -> key.use() == ApiKey.Use.SESSION);
  }

  private static Session session(ApiKey key) {
    return new Session(key.id(), key.peer(), key.since(), key.expires().orElse(Instant.MAX));
  }

  @Override
  public Optional<String> renew(String secret) {
    return Secret.read(secret)
        .flatMap(given ->
            proven(secret).flatMap(session -> exchange.renew(session, given, clock.instant())))
        .map(Secret::text);
  }

  @Override
  public void end(String secret) {
    proven(secret).ifPresent(this::end);
  }

  private void end(ApiKey session) {
    var intent =
        new Intent("system", "sign-out/" + session.id(), "", session.peer(), clock.instant());
    try {
      keys.revoke(session.id(), intent);
    } catch (RepeatedRequest e) {
      // Ended by the same click a moment ago.
    }
  }
}
