package io.mycelium.gateway.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount of bytes, written `512`, `64k`, `256m` or `2g` (powers of 1024).
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([kmg]?)(i?b)?");

  /// Reads what people write.
  ///
  /// @throws IllegalArgumentException when it is no size
  public static DataSize parse(String text) {
    Matcher m = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    int shift =
        switch (m.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return new DataSize(Long.parseLong(m.group(1)) << shift);
  }
}
