package io.mycelium.functions.enrolment;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// The code by which people speak of a drone that asks: it says which machine is meant, and is of
/// use to nobody who may not approve.
final class Code {
  /// Without the letters that are easily taken for others.
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 8;

  private Code() {}

  /// A new one, such as `7K2Q-9XMD`.
  static String make(RandomGenerator random) {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i == LENGTH / 2 ? "-" : "")
          .append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return code.toString();
  }

  /// Whether it is that one, however it is typed.
  static boolean same(String code, String typed) {
    return plain(code).equals(plain(typed));
  }

  private static String plain(String code) {
    return code.toUpperCase(Locale.ROOT)
        .replaceAll("[^0-9A-Z]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }
}
