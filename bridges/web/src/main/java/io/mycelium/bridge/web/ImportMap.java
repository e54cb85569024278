package io.mycelium.bridge.web;

import io.mycelium.core.command.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The import map of a page, which is a script in the page and so has to be allowed by its hash.
final class ImportMap {
  private static final String BEGIN = "<script type=\"importmap\">";
  private static final String END = "</script>";

  private ImportMap() {}

  /// The hash of the page's import map in the form of a Content-Security-Policy, without quotes.
  ///
  /// @throws IllegalArgumentException when the page has none
  static String hash(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IllegalArgumentException("the page has no import map");
    }
    String map = page.substring(begin + BEGIN.length(), end);
    byte[] digest = Digests.sha256(map.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
