package io.mycelium.drone.sandbox;

/// Makes text from an untrusted source safe to show: no control character and no terminal escape
/// sequence is left, newline and tab stay.
///
/// Complete escape sequences vanish, lone control characters become U+FFFD, marks that reorder the
/// text around them (bidirectional overrides) vanish, lone surrogates become U+FFFD. Takes time in
/// proportion to the text.
public final class PlainText {
  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';
  private static final char REPLACEMENT = '\ufffd';

  private final String text;
  private final StringBuilder clean;
  private int at;

  private PlainText(String text) {
    this.text = text;
    this.clean = new StringBuilder(text.length());
  }

  /// `text`, cleaned. A carriage return, alone or before a newline, becomes one newline.
  public static String clean(String text) {
    return isPlain(text) ? text : new PlainText(text).cleaned();
  }

  /// `text`, cleaned, with a space for each newline and tab: for names and for one-line messages.
  public static String oneLine(String text) {
    return clean(text).replace('\n', ' ').replace('\t', ' ');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || c > '~') {
        return false;
      }
    }
    return true;
  }

  private String cleaned() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ESCAPE) {
        at = afterEscape(at + 1);
      } else if (c == '\u009b') {
        at = afterControlSequence(at + 1);
      } else {
        at += copy(c);
      }
    }
    return clean.toString();
  }

  /// Returns how many characters were dealt with.
  private int copy(char c) {
    if (c == '\r') {
      if (!follows('\n')) {
        clean.append('\n');
      }
    } else if (c == '\n' || c == '\t') {
      clean.append(c);
    } else if (c < ' ' || (c >= '\u007f' && c <= '\u009f')) {
      clean.append(REPLACEMENT);
    } else if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      return copyPair(c, text.charAt(at + 1));
    } else if (Character.isSurrogate(c)) {
      clean.append(REPLACEMENT);
    } else if (!reorders(c)) {
      clean.append(c);
    }
    return 1;
  }

  private int copyPair(char high, char low) {
    int codePoint = Character.toCodePoint(high, low);
    // Tag characters are invisible copies of ASCII.
    if (codePoint < 0xE0000 || codePoint > 0xE007F) {
      clean.append(high).append(low);
    }
    return 2;
  }

  private boolean follows(char next) {
    return at + 1 < text.length() && text.charAt(at + 1) == next;
  }

  private static boolean reorders(char c) {
    return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }

  private int afterEscape(int start) {
    if (start >= text.length()) {
      return start;
    }
    char kind = text.charAt(start);
    return switch (kind) {
      case '[' -> afterControlSequence(start + 1);
      case ']', 'P', 'X', '^', '_' -> afterString(start + 1);
      default -> afterShortSequence(start);
    };
  }

  /// Parameters, intermediates, one final character. What does not end so loses only its
  /// introducer.
  private int afterControlSequence(int start) {
    int end = skip(skip(start, '0', '?'), ' ', '/');
    return end < text.length() && text.charAt(end) >= '@' && text.charAt(end) <= '~'
        ? end + 1
        : start;
  }

  /// Up to BEL or ST. What does not end so within its line loses only its introducer.
  private int afterString(int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == BELL || c == '\u009c') {
        return i + 1;
      }
      if (c == ESCAPE) {
        return i + 1 < text.length() && text.charAt(i + 1) == '\\' ? i + 2 : start;
      }
      if (c == '\n' || c == '\r') {
        return start;
      }
    }
    return start;
  }

  private int afterShortSequence(int start) {
    int end = skip(start, ' ', '/');
    return end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '~'
        ? end + 1
        : start;
  }

  private int skip(int start, char low, char high) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= low && text.charAt(end) <= high) {
      end++;
    }
    return end;
  }
}
