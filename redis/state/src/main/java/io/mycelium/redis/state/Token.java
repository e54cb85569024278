package io.mycelium.redis.state;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Tokens that nobody can guess: 24 bytes in 32 characters of base 64.
final class Token {
  private static final int BYTES = 24;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

  private Token() {}

  /// @param random a secure source outside of tests
  static String make(RandomGenerator random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /// Whether somebody's text has the form of one.
  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }
}
