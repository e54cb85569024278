package io.mycelium.bridge.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What a reader is to do with content: save it, never show it as a page.
final class Disposition {
  private Disposition() {}

  /// The header's value, for old clients in ASCII and for others as it is (RFC 6266).
  ///
  /// @param name safe, as [io.mycelium.core.text.FileName] has it
  static String attachment(String name) {
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded);
  }

  private static String ascii(String name) {
    var out = new StringBuilder();
    name.codePoints()
        .map(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? c : '_')
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
