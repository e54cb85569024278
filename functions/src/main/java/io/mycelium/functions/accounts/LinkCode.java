package io.mycelium.functions.accounts;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.state.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A code by which somebody proves on one platform who they are on another. Its digest is kept,
/// never itself.
///
/// @param peer who asked for it
/// @param used whether somebody has come with it
record LinkCode(PeerId peer, Instant expires, boolean used) {
  static final Kind<LinkCode> KIND = new Kind<>("link-code", LinkCode.class);
  static final Duration LIFE = Duration.ofMinutes(10);

  /// Without the letters that are easily taken for others.
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 10;

  /// A new code, such as `7K2QF-9XMDA`: 50 random bits, for people to type.
  ///
  /// @param random a secure source outside of tests
  static String make(RandomGenerator random) {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i == LENGTH / 2 ? "-" : "")
          .append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return code.toString();
  }

  /// Under which a code is kept, however it is typed.
  static String id(String code) {
    String plain =
        code.toUpperCase(Locale.ROOT)
            .replaceAll("[^0-9A-Z]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return Digests.fingerprint("link-code " + plain);
  }

  boolean good(Instant now) {
    return !used && now.isBefore(expires);
  }

  LinkCode spent() {
    return new LinkCode(peer, expires, true);
  }
}
