package io.mycelium.functions.peers;

import java.time.Instant;
import java.util.Optional;

/// How a session came to its secret. A new secret is handed out first and is the session's once it
/// comes back: if its holder never got it, the one before goes on.
///
/// @param at when a secret was last handed out
/// @param next hash of the secret that was handed out and has not come back yet
/// @param former the secret before the session's own
record Renewal(Instant at, Optional<String> next, Optional<Former> former) {
  /// A secret that goes out of use.
  ///
  /// @param until when it ends: requests that were under way have arrived by then
  record Former(String hash, Instant until) {}

  boolean proves(Secret secret, Instant now) {
    return next.filter(secret::matches).isPresent()
        || former.filter(f -> now.isBefore(f.until()) && secret.matches(f.hash())).isPresent();
  }
}
