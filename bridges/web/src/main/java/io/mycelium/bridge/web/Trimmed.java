package io.mycelium.bridge.web;

import java.nio.charset.StandardCharsets;

/// Leaves out of our scripts and styles what only their authors read: comments on lines of their
/// own, and indentation. Lines keep their numbers, so that a browser's errors name the right ones.
///
/// A line within a text that begins like a comment would be lost; the pages' checks forbid one.
final class Trimmed {
  private final StringBuilder out;
  private boolean comment;

  private Trimmed(int size) {
    out = new StringBuilder(size);
  }

  /// @param content in UTF-8
  static byte[] of(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    var trimmed = new Trimmed(text.length());
    text.lines().forEach(trimmed::add);
    return trimmed.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(String line) {
    String words = line.strip();
    if (comment) {
      comment = !words.endsWith("*/");
    } else if (words.startsWith("/*") && !words.contains("*/")) {
      comment = true;
    } else if (!words.startsWith("//") && !(words.startsWith("/*") && words.endsWith("*/"))) {
      out.append(words);
    }
    out.append('\n');
  }
}
