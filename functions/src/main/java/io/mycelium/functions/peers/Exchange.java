package io.mycelium.functions.peers;

import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Exchanges the secrets of sessions, in two steps: a new one is handed out, and when it comes back
/// it is the session's own and the one before ends soon.
final class Exchange {
  /// Age of a secret at which it is exchanged.
  static final Duration DUE = Duration.ofDays(1);

  /// How long the one before goes on, and how long one that was handed out is waited for.
  static final Duration GRACE = Duration.ofSeconds(60);

  private final Aggregates<ApiKey> aggregates;
  private final Directory directory;
  private final Keys keys;

  Exchange(AggregateStore store, Directory directory, Keys keys, RandomGenerator random) {
    this.aggregates = new Aggregates<>(store, Keys.KIND, random);
    this.directory = directory;
    this.keys = keys;
  }

  /// Takes the step that is due, if one is.
  ///
  /// @param given proves the session
  /// @return the secret to keep from now on; empty when there is nothing to change
  Optional<Secret> renew(ApiKey session, Secret given, Instant now) {
    if (cameBack(session, given)) {
      commit(session, "session-back/" + given.digest(), now, key -> taken(key, given, now));
      return Optional.empty();
    }
    if (!due(session, given, now)) {
      return Optional.empty();
    }
    Secret fresh = keys.another(session.id());
    boolean out =
        commit(
            session,
            "session-out/" + fresh.digest(),
            now,
            key -> handedOut(key, given, fresh, now));
    return out ? Optional.of(fresh) : Optional.empty();
  }

  /// @param step makes nothing of a session for which somebody else took it before
  private boolean commit(
      ApiKey session, String request, Instant now, Function<ApiKey, Optional<ApiKey>> step) {
    var intent = new Intent("system", request, "", session.peer(), now);
    try {
      return aggregates.update(
              session.id().value(), intent, stored -> decision(step.apply(stored.state())))
          instanceof Update.Done<ApiKey>;
    } catch (RepeatedRequest e) {
      return false;
    } finally {
      directory.changed(session.id());
    }
  }

  private static Decision<ApiKey> decision(Optional<ApiKey> to) {
    return to.<Decision<ApiKey>>map(key ->
            new Decision.Change<>(key, draft -> draft.event(Keys.event("session.renewed", key))))
        .orElseGet(() -> new Decision.Refuse<>(Refusals.contended()));
  }

  private static boolean cameBack(ApiKey session, Secret given) {
    return session.renewal().flatMap(Renewal::next).filter(given::matches).isPresent();
  }

  /// Only the holder of the session's own secret is handed a new one; who has the one before is a
  /// request that was under way.
  private static boolean due(ApiKey session, Secret given, Instant now) {
    Instant at = session.renewal().map(Renewal::at).orElse(session.since());
    boolean out = session.renewal().flatMap(Renewal::next).isPresent();
    return given.matches(session.hash()) && !now.isBefore(at.plus(out ? GRACE : DUE));
  }

  private static Optional<ApiKey> taken(ApiKey session, Secret given, Instant now) {
    return session
        .renewal()
        .filter(r -> session.active(now) && r.next().filter(given::matches).isPresent())
        .map(r ->
            session.renewed(
                given.digest(),
                new Renewal(
                    r.at(),
                    Optional.empty(),
                    Optional.of(new Renewal.Former(session.hash(), now.plus(GRACE)))),
                now.plus(Keys.SESSION_LIFE)));
  }

  private static Optional<ApiKey> handedOut(
      ApiKey session, Secret given, Secret fresh, Instant now) {
    return session.active(now) && due(session, given, now)
        ? Optional.of(
            session.renewed(
                session.hash(),
                new Renewal(
                    now, Optional.of(fresh.digest()), session.renewal().flatMap(Renewal::former)),
                session.expires().orElse(now)))
        : Optional.empty();
  }
}
