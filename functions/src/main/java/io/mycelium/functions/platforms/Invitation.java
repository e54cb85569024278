package io.mycelium.functions.platforms;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.state.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// An operator's word that Mycelium may come into one more workspace. Its code goes through the
/// browser of whoever lets it in; the code's digest is kept, never itself.
///
/// @param by who made it
/// @param used whether a workspace came with it
record Invitation(String platform, PeerId by, Instant expires, boolean used) {
  static final Kind<Invitation> KIND = new Kind<>("platform-invitation", Invitation.class);

  /// Long enough for an administrator of the workspace to be asked.
  static final Duration LIFE = Duration.ofHours(24);

  private static final int BYTES = 20;

  /// A new code: 160 random bits, fit for an address.
  ///
  /// @param random a secure source outside of tests
  static String code(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Under which a code is kept.
  static String id(String code) {
    return Digests.fingerprint("platform-invitation " + code);
  }

  boolean good(String where, Instant now) {
    return platform.equals(where) && !used && now.isBefore(expires);
  }

  Invitation spent() {
    return new Invitation(platform, by, expires, true);
  }
}
