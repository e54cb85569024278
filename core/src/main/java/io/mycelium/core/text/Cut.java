package io.mycelium.core.text;

import java.nio.charset.StandardCharsets;

/// Cuts texts without cutting a character in two.
public final class Cut {
  private Cut() {}

  /// The beginning, of a number of UTF-16 units at most, one at least.
  public static String to(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /// The beginning, of a number of bytes of UTF-8 at most.
  public static String toBytes(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= most) {
      return text;
    }
    int end = most;
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
