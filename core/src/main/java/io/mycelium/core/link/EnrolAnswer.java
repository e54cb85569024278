package io.mycelium.core.link;

import java.time.Duration;

/// How it stands with a drone that wants to be enrolled.
///
/// @param code by which people approve it; empty when that is not the question any more
/// @param left how long it may still be approved
public record EnrolAnswer(State state, String code, Duration left) {
  /// What became of the request.
  public enum State {
    /// Nobody has decided yet.
    PENDING,
    APPROVED,
    DENIED,
    /// Nobody decided in time.
    EXPIRED,
    /// It was enrolled once, and never will be again with this key.
    REVOKED
  }

  public static EnrolAnswer of(State state) {
    return new EnrolAnswer(state, "", Duration.ZERO);
  }
}
