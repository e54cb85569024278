package io.mycelium.bridge.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Leaves out of our scripts and styles what only their authors read: comments on lines of their
/// own, types within lines, and indentation. Lines of scripts keep their numbers, so that a
/// browser's errors name the right ones; styles have no errors, and their lines are joined.
///
/// A line within a text that begins like a comment would be lost; the pages' checks forbid one.
final class Trimmed {
  private static final Pattern TYPE = Pattern.compile("/\\*\\* @type \\{[^*]*} \\*/ ");
  private static final Pattern PROPERTY = Pattern.compile("^([a-z-]+): ");
  private static final Pattern BLOCK = Pattern.compile(" \\{$");

  private final StringBuilder out;
  private final boolean style;
  private boolean comment;

  private Trimmed(int size, boolean style) {
    out = new StringBuilder(size);
    this.style = style;
  }

  /// @param content in UTF-8
  static byte[] script(byte[] content) {
    return of(content, false);
  }

  /// @param content in UTF-8
  static byte[] style(byte[] content) {
    return of(content, true);
  }

  private static byte[] of(byte[] content, boolean style) {
    String text = new String(content, StandardCharsets.UTF_8);
    var trimmed = new Trimmed(text.length(), style);
    text.lines().forEach(trimmed::add);
    return trimmed.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(String line) {
    String words = line.strip();
    if (comment) {
      comment = !words.endsWith("*/");
      words = "";
    } else if (words.startsWith("/*") && !words.contains("*/")) {
      comment = true;
      words = "";
    } else if (words.startsWith("//") || (words.startsWith("/*") && words.endsWith("*/"))) {
      words = "";
    }
    if (style) {
      addStyle(words);
    } else {
      out.append(TYPE.matcher(words).replaceAll("")).append('\n');
    }
  }

  /// A line that does not end a part of a rule needs its end to stand apart from the next one.
  private void addStyle(String words) {
    String rule = PROPERTY.matcher(words).replaceFirst("$1:");
    if (rule.equals("}") && !out.isEmpty() && out.charAt(out.length() - 1) == ';') {
      out.setLength(out.length() - 1);
    }
    out.append(BLOCK.matcher(rule).replaceFirst("{"));
    if (!rule.isEmpty() && ";{},".indexOf(rule.charAt(rule.length() - 1)) < 0) {
      out.append('\n');
    }
  }
}
