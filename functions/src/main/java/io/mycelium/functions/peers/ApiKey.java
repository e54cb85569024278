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
record ApiKey(
    KeyId id,
    Use use,
    PeerId peer,
    String hash,
    String label,
    PeerId by,
    Instant since,
    Optional<Instant> expires,
    Optional<Instant> revoked) {
  /// What a key is good for.
  enum Use {
    /// Calls, until it is revoked.
    KEY,
    /// One sign-in of a person on the web, within a day.
    LINK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ApiKey revokedAt(Instant at) {
    return new ApiKey(id, use, peer, hash, label, by, since, expires, Optional.of(at));
  }

  /// One word: `active`, `revoked` or `expired`.
  String state(Instant now) {
    if (revoked.isPresent()) {
      return "revoked";
    }
    return expires.filter(end -> !now.isBefore(end)).isPresent() ? "expired" : "active";
  }
}
