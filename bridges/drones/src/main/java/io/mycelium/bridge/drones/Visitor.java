package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Lease;
import io.mycelium.core.link.DroneSessions;
import io.mycelium.core.link.EnrolledDrone;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// The drone that asks, proven by its session.
record Visitor(EnrolledDrone enrolled) {
  private static final String BEARER = "Bearer ";

  /// What the request proves itself with; empty when it is nothing.
  static String token(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  /// The same without asking the store; empty when that has to be asked.
  static Optional<Visitor> remembered(String token, DroneSessions sessions) {
    return sessions.remembered(token).map(Visitor::new);
  }

  /// @throws Refused when there is no such session
  static Visitor of(String token, DroneSessions sessions) {
    return sessions.drone(token).map(Visitor::new).orElseThrow(Refused::unknownSession);
  }

  DroneId drone() {
    return enrolled.id();
  }

  /// What it says of itself, as others are to see it.
  ///
  /// @throws Refused when it is another drone
  Drone seen(Drone told) {
    is(told.id());
    return enrolled.seen(told);
  }

  /// @throws Refused when the lease is another drone's
  void has(Lease lease) {
    is(lease.drone());
  }

  private void is(DroneId other) {
    if (!drone().equals(other)) {
      throw Refused.otherDrone();
    }
  }
}
