package io.mycelium.functions.peers;

import io.mycelium.core.id.KeyId;
import io.mycelium.core.id.PeerId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A key as it is kept: all but its secret.
///
/// @param peer whom it proves
/// @param hash SHA-256 of the secret, in hexadecimal
/// @param label says where it is used
/// @param by who made it
/// @param expires when it ends by itself
/// @param revoked when it was ended: by somebody, or by its use, if it is good for one
/// @param renewal of a session whose secret was exchanged
record ApiKey(
    KeyId id,
    Use use,
    PeerId peer,
    String hash,
    String label,
    PeerId by,
    Instant since,
    Optional<Instant> expires,
    Optional<Instant> revoked,
    Optional<Renewal> renewal) {
  /// What a key is good for.
  enum Use {
    /// Calls, until it is revoked.
    KEY,
    /// One sign-in of a person on the web, within a day.
    LINK,
    /// Calls of a person who is signed in on the web, until that ends.
    SESSION;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ApiKey revokedAt(Instant at) {
    return new ApiKey(id, use, peer, hash, label, by, since, expires, Optional.of(at), renewal);
  }

  /// The same session with another secret, and on which way it came to it.
  ///
  /// @param current hash of the secret that it has now
  ApiKey renewed(String current, Renewal how, Instant end) {
    return new ApiKey(
        id, use, peer, current, label, by, since, Optional.of(end), revoked, Optional.of(how));
  }

  boolean active(Instant now) {
    return revoked.isEmpty() && expires.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /// Whether calls with that secret are its peer's.
  boolean proves(Secret secret, Instant now) {
    return switch (use) {
      case LINK -> false;
      case KEY -> active(now) && secret.matches(hash);
      case SESSION ->
          active(now)
              && (secret.matches(hash) || renewal.filter(r -> r.proves(secret, now)).isPresent());
    };
  }

  /// One word: `active`, `revoked` or `expired`.
  String state(Instant now) {
    if (revoked.isPresent()) {
      return "revoked";
    }
    return active(now) ? "active" : "expired";
  }
}
