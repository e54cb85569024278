package io.mycelium.cli.show;

/// Draws CommonMark lightly: headings, bold, code, links, lists. Where there is no colour it stays
/// Markdown, which is made to be read as it is, and which a file should get.
final class Markdown {
  private static final String PUNCTUATION = "\\`*_{}[]()<>#+-.!|~\"'";

  private final Screen screen;

  /// What opened the code that goes on; empty outside of code.
  private String fence = "";

  private Markdown(Screen screen) {
    this.screen = screen;
  }

  /// Draws a text.
  ///
  /// @param markdown safe to show
  /// @return without a line feed at its end
  static String draw(String markdown, Screen screen) {
    String text = markdown.stripTrailing();
    if (screen.ink() == Ink.OFF) {
      return text;
    }
    var drawing = new Markdown(screen);
    var out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      drawing.line(line, out);
    }
    return out.toString().stripTrailing();
  }

  private void line(String line, StringBuilder out) {
    String stripped = line.strip();
    if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
      fence = run(stripped);
    } else if (!fence.isEmpty() && stripped.startsWith(fence) && run(stripped).equals(stripped)) {
      fence = "";
    } else if (!fence.isEmpty()) {
      out.append("    ").append(line).append('\n');
    } else {
      out.append(block(line, stripped)).append('\n');
    }
  }

  /// The first sign of a line, as often as it is repeated.
  private static String run(String line) {
    int end = 1;
    while (end < line.length() && line.charAt(end) == line.charAt(0)) {
      end++;
    }
    return line.substring(0, end);
  }

  private String block(String line, String stripped) {
    int heading = heading(stripped);
    if (heading > 0) {
      return screen.ink().paint(Ink.Style.BOLD, plain(stripped.substring(heading).strip()));
    }
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    if (stripped.length() > 1 && "-*+".indexOf(stripped.charAt(0)) >= 0 && blank(stripped, 1)) {
      return Wrap.lines(
          indent + "• " + inline(stripped.substring(2)), screen.columns(), indent + "  ");
    }
    if (stripped.startsWith("> ")) {
      return Wrap.lines("│ " + inline(stripped.substring(2)), screen.columns(), "│ ");
    }
    if (stripped.startsWith("|")) {
      return line;
    }
    return Wrap.lines(indent + inline(stripped), screen.columns(), indent);
  }

  /// How many signs make the line a heading; 0 when it is none.
  private static int heading(String line) {
    int signs = 0;
    while (signs < line.length() && line.charAt(signs) == '#') {
      signs++;
    }
    return signs >= 1 && signs <= 6 && blank(line, signs) ? signs : 0;
  }

  private static boolean blank(String line, int at) {
    return at < line.length() && line.charAt(at) == ' ';
  }

  /// Inline signs taken away, without colours.
  private static String plain(String text) {
    return inline(text, Ink.OFF);
  }

  private String inline(String text) {
    return inline(text, screen.ink());
  }

  private static String inline(String text, Ink ink) {
    var out = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      i = next(text, i, ink, out);
    }
    return out.toString();
  }

  /// Draws what begins at a place.
  ///
  /// @return where it ends
  private static int next(String text, int at, Ink ink, StringBuilder out) {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length() && PUNCTUATION.indexOf(text.charAt(at + 1)) >= 0) {
      out.append(text.charAt(at + 1));
      return at + 2;
    }
    if (c == '`') {
      return code(text, at, ink, out);
    }
    if (text.startsWith("**", at)) {
      int close = text.indexOf("**", at + 2);
      if (close > at + 2) {
        out.append(ink.paint(Ink.Style.BOLD, inline(text.substring(at + 2, close), Ink.OFF)));
        return close + 2;
      }
    }
    if (c == '[') {
      return link(text, at, ink, out);
    }
    out.append(c);
    return at + 1;
  }

  private static int code(String text, int at, Ink ink, StringBuilder out) {
    int signs = 1;
    while (at + signs < text.length() && text.charAt(at + signs) == '`') {
      signs++;
    }
    String fence = text.substring(at, at + signs);
    int close = text.indexOf(fence, at + signs);
    if (close < 0) {
      out.append(fence);
      return at + signs;
    }
    String inner = text.substring(at + signs, close);
    boolean padded = inner.length() > 2 && inner.startsWith(" ") && inner.endsWith(" ");
    out.append(ink.paint(Ink.Style.CYAN, padded ? inner.substring(1, inner.length() - 1) : inner));
    return close + signs;
  }

  private static int link(String text, int at, Ink ink, StringBuilder out) {
    int middle = text.indexOf("](", at);
    int close = middle < 0 ? -1 : text.indexOf(')', middle);
    if (close < 0 || nested(text, at, middle)) {
      out.append('[');
      return at + 1;
    }
    String label = inline(text.substring(at + 1, middle), ink);
    String target = text.substring(middle + 2, close);
    out.append(label);
    if (!label.equals(target)) {
      out.append(" (").append(target).append(')');
    }
    return close + 1;
  }

  private static boolean nested(String text, int at, int middle) {
    int other = text.indexOf('[', at + 1);
    return other > at && other < middle;
  }
}
