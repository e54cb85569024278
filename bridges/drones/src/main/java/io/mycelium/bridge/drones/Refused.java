package io.mycelium.bridge.drones;

import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;

/// A request of a drone is not answered as it wished.
final class Refused extends RuntimeException {
  private final int status;
  private final String code;

  private Refused(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refused unknownSession() {
    return new Refused(401, "unknown-session", "This session is not known, or has ended.");
  }

  static Refused notEnrolled() {
    return new Refused(403, "not-enrolled", "This drone is not enrolled here, or not any more.");
  }

  static Refused notProven() {
    return new Refused(
        403,
        "not-proven",
        "This proves nothing: it is not signed by the drone's key, for this gateway, a moment ago.");
  }

  static Refused tooOften() {
    return new Refused(429, "busy", "Too many ask from there; try again in a moment.");
  }

  static Refused otherDrone() {
    return new Refused(403, "other-drone", "A drone acts as itself only.");
  }

  static Refused notHeld() {
    return new Refused(403, "not-held", "The drone does not have this job, or not any more.");
  }

  static Refused missing() {
    return new Refused(404, "unknown-content", "There is no such content here, or not any more.");
  }

  static Refused noAddress() {
    return new Refused(404, "unknown-address", "Drones are not served here.");
  }

  static Refused broken() {
    return new Refused(422, "broken", "The content is not what its digest says.");
  }

  static Refused tooLarge(String message) {
    return new Refused(413, "too-large", message);
  }

  static Refused unreadable(String message) {
    return new Refused(400, "unreadable", message);
  }

  Answer answer() {
    return Problems.of(status, code, String.valueOf(getMessage()));
  }
}
