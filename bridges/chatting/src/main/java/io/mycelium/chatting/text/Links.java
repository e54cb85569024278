package io.mycelium.chatting.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses that strangers wrote.
public final class Links {
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/?#]++\\S*+");
  private static final Pattern LIKE_ADDRESS =
      Pattern.compile("(?i)://|www\\.|\\b[a-z0-9-]{1,63}\\.[a-z]{2,}(?:/|\\b)");
  private static final String UNSAFE = "@<>|()[]*_~`\\\"'^{}";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Links() {}

  /// The address in characters that no markup knows, if it leads to the web.
  public static Optional<String> web(String url) {
    return WEB.matcher(url).matches() ? Optional.of(encoded(url)) : Optional.empty();
  }

  /// Whether a label says that it leads somewhere else.
  public static boolean misleading(String url, String label) {
    return LIKE_ADDRESS.matcher(label).find() && !same(url, label);
  }

  /// Whether the label is the address itself.
  public static boolean same(String url, String label) {
    return bare(url).equals(bare(label));
  }

  private static String bare(String url) {
    return url.strip()
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://", "")
        .replaceFirst("/$", "");
  }

  private static String encoded(String url) {
    var out = new StringBuilder();
    url.codePoints()
        .forEach(c -> {
          // An underscore is part of many addresses, and no markup within one.
          if (c == '_' || (UNSAFE.indexOf(c) < 0 && c > ' ' && c < 0x7f)) {
            out.appendCodePoint(c);
          } else {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
              out.append('%').append(HEX.toHexDigits(b));
            }
          }
        });
    return out.toString();
  }
}
