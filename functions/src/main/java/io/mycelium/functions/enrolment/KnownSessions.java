package io.mycelium.functions.enrolment;

import io.mycelium.core.id.DroneId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Whose the sessions are that were asked for lately, so that not each request asks the store. A
/// session belongs to its drone for good, so only its end may be seen late; that a drone was
/// revoked is not told here. Thread-safe.
final class KnownSessions {
  /// A session may hold so much longer than the store has it.
  static final Duration REMEMBERED = Duration.ofMinutes(5);

  private static final int MOST = 20_000;

  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(DroneId drone, Instant until) {}

  KnownSessions(InstantSource clock) {
    this.clock = clock;
  }

  /// @param session a digest of its token
  Optional<DroneId> drone(String session) {
    Known found = known.get(session);
    return found != null && clock.instant().isBefore(found.until())
        ? Optional.of(found.drone())
        : Optional.empty();
  }

  void note(String session, DroneId drone) {
    Instant now = clock.instant();
    if (known.size() >= MOST) {
      known.values().removeIf(one -> !now.isBefore(one.until()));
    }
    if (known.size() < MOST) {
      known.put(session, new Known(drone, now.plus(REMEMBERED)));
    }
  }
}
