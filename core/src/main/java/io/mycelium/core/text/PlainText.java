package io.mycelium.core.text;

/// Makes text from outside safe to store and to print on a terminal: control characters, terminal
/// escape sequences and bidirectional overrides are shown, not obeyed.
public final class PlainText {
  private PlainText() {}

  /// The text with every control character but tab and line feed, every bidirectional control and
  /// every unpaired surrogate replaced by U+FFFD. Returns the same instance when nothing was wrong.
  public static String clean(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (!harmless(text, i)) {
        return replaced(text, i);
      }
    }
    return text;
  }

  /// Cleaned, on one line, cut to a number of characters with an ellipsis.
  public static String line(String text, int max) {
    String one = clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    if (one.length() <= max) {
      return one;
    }
    int end = Character.isHighSurrogate(one.charAt(max - 2)) ? max - 2 : max - 1;
    return one.substring(0, end) + "…";
  }

  private static String replaced(String text, int from) {
    var out = new StringBuilder(text.length()).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        continue;
      }
      out.append(harmless(text, i) ? c : '\uFFFD');
    }
    return out.toString();
  }

  private static boolean harmless(String text, int i) {
    char c = text.charAt(i);
    if (c >= ' ' && c < '\u007f') {
      return true;
    }
    if (c == '\n' || c == '\t') {
      return true;
    }
    if (c < ' ' || c <= '\u009f') {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return !bidirectionalControl(c);
  }

  private static boolean bidirectionalControl(char c) {
    return (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200e'
        || c == '\u200f'
        || c == '\u061c';
  }
}
