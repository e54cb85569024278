package io.mycelium.bridge.http;

import io.mycelium.core.text.PlainText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Names for downloads, which strangers choose.
final class FileName {
  private static final int LONGEST = 120;

  private FileName() {}

  /// The last part of a path, without what a file system or a terminal would obey.
  ///
  /// @param instead what to call it when nothing is left
  static String safe(String given, String instead) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var out = new StringBuilder();
    PlainText.line(last, LONGEST)
        .codePoints()
        .map(c -> "<>:\"|?*%\uFFFD".indexOf(c) >= 0 ? '_' : c)
        .forEach(out::appendCodePoint);
    int start = 0;
    while (start < out.length() && (out.charAt(start) == '.' || out.charAt(start) == ' ')) {
      start++;
    }
    String name = out.substring(start);
    return name.isEmpty() ? ascii(instead) : name;
  }

  /// The header's value, for old clients in ASCII and for others as it is (RFC 6266).
  static String attachment(String name) {
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded);
  }

  private static String ascii(String name) {
    var out = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .map(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? c : '_')
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
