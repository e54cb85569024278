import java.util.stream.Collectors;

/// Text of others, made harmless for one line: a cell can hold line breaks, escape sequences and characters that turn
/// the direction of what follows.
final class Plain {
  private Plain() {}

  /// The text on one line, without characters that cannot be seen, and at most so many long.
  static String line(String text, int longest) {
    String seen =
        text.codePoints()
            .map(c -> Character.isWhitespace(c) ? ' ' : c)
            .filter(Plain::isSeen)
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .replaceAll("[ \u00a0]+", " ")
            .strip();
    return shortened(seen, longest);
  }

  /// The same, quoted for a sentence.
  static String quoted(String text) {
    return "\"" + line(text, 60).replace('"', '\'') + "\"";
  }

  /// For a block of code, in which nothing but its end means anything.
  static String inCode(String text, int longest) {
    return line(text, longest).replace('`', '\'');
  }

  /// For Markdown, as the text that it is.
  static String inMarkdown(String text, int longest) {
    return line(text, longest).replaceAll("[\\\\`*~\\[\\]<>|]|(?<![\\p{L}\\p{N}])[_@#]|_(?![\\p{L}\\p{N}])|&(?=#?\\w+;)", "\\\\$0");
  }

  /// For an element of XML.
  static String inXml(String text, int longest) {
    return line(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  /// For a string of JSON.
  static String inJson(String text) {
    return text.codePoints()
        .mapToObj(c -> c < 0x20 || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  /// Columns that a text takes where all characters are equally wide, or twice that.
  static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
      default -> true;
    };
  }

  private static boolean isWide(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  private static String shortened(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
