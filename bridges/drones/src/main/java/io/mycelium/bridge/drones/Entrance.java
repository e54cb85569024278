package io.mycelium.bridge.drones;

import io.mycelium.core.json.Json;
import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.core.pipeline.RateLimits;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/// What those are told who have no session yet: how to be enrolled, and how to begin one.
final class Entrance {
  /// Largest body, in bytes.
  static final int MOST_BODY = 16 << 10;

  /// For each address that asks; all drones behind a proxy are one.
  private static final int BURST = 1_000;

  private static final int PER_SECOND = 50;

  private final Enrolment enrolment;
  private final RateLimits limits;

  Entrance(Enrolment enrolment, InstantSource clock) {
    this.enrolment = enrolment;
    this.limits = new RateLimits(BURST, PER_SECOND, clock);
  }

  /// Makes the answer to a body, by address.
  Map<String, Function<String, Answer>> deeds() {
    return Map.of(
        LinkPath.ENROL, this::enrol,
        LinkPath.CHALLENGE, this::challenge,
        LinkPath.SESSION, this::begin);
  }

  /// Whether somebody there may ask now.
  boolean admits(String address) {
    return limits.take(address).isEmpty();
  }

  private Answer enrol(String body) {
    return switch (enrolment.ask(Json.read(body, EnrolRequest.class))) {
      case Enrolment.Asked.Answered(var answer) -> Answer.json(200, Json.writeBytes(answer));
      case Enrolment.Asked.Refused(var why) -> Problems.of("", why);
    };
  }

  private Answer challenge(String body) {
    return enrolment
        .challenge(Json.read(body, ChallengeRequest.class))
        .map(challenge -> Answer.json(200, Json.writeBytes(challenge)))
        .orElseThrow(Refused::notEnrolled);
  }

  private Answer begin(String body) {
    return enrolment
        .begin(Json.read(body, SessionRequest.class))
        .map(session -> Answer.json(200, Json.writeBytes(session)))
        .orElseThrow(Refused::notProven);
  }
}
