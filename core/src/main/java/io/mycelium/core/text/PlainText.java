package io.mycelium.core.text;

/// Makes text from outside safe to store, and to show on a terminal, in a log and in a name.
///
/// Escape sequences vanish as a whole; one that is broken off loses what introduces it. All other
/// control characters but newline and tab become U+FFFD. Marks that turn the direction of the text
/// around them and the invisible copies of ASCII vanish. Takes time in proportion to the text.
public final class PlainText {
  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';
  private static final char STRING_END = '\u009c';
  private static final char REPLACEMENT = '\ufffd';

  private final String text;
  private final StringBuilder clean;
  private int at;

  private PlainText(String text, int from) {
    this.text = text;
    this.clean = new StringBuilder(text.length()).append(text, 0, from);
    this.at = from;
  }

  /// The text, cleaned; a carriage return, alone or before a newline, becomes one newline, and half
  /// of a surrogate pair U+FFFD. Cleaned again, it stays as it is. Returns the same instance when
  /// nothing was wrong.
  public static String clean(String text) {
    int from = 0;
    while (from < text.length() && isHarmless(text.charAt(from))) {
      from++;
    }
    if (from == text.length()) {
      return text;
    }
    String clean = new PlainText(text, from).cleaned();
    return clean.equals(text) ? text : clean;
  }

  /// Cleaned, on one line, cut to a number of UTF-16 units with an ellipsis.
  ///
  /// @param max two at least
  public static String line(String text, int max) {
    String one = clean(text).replace('\n', ' ').replace('\t', ' ').strip();
    return one.length() <= max ? one : Cut.to(one, max - 1) + "…";
  }

  /// Whether a character is so wherever it stands.
  private static boolean isHarmless(char c) {
    return c == '\n' || c == '\t' || !(isControl(c) || Character.isSurrogate(c) || turns(c));
  }

  private String cleaned() {
    while (at < text.length()) {
      at = afterNext(text.charAt(at));
    }
    return clean.toString();
  }

  /// Deals with what begins with the next character, and returns where it ends.
  private int afterNext(char c) {
    if (c == ESCAPE) {
      return afterEscape(at + 1);
    }
    if (isIntroducer(c)) {
      return c == '\u009b' ? afterControlSequence(at + 1) : afterString(at + 1);
    }
    return at + copied(c);
  }

  /// The single characters that stand for an escape and a letter.
  private static boolean isIntroducer(char c) {
    return c == '\u0090' || c == '\u0098' || c == '\u009b' || (c >= '\u009d' && c <= '\u009f');
  }

  /// Returns how many characters were dealt with.
  private int copied(char c) {
    if (isHarmless(c)) {
      clean.append(c);
    } else if (c == '\r') {
      if (!follows('\n')) {
        clean.append('\n');
      }
    } else if (Character.isHighSurrogate(c) && at + 1 < text.length()) {
      return copiedPair(c, text.charAt(at + 1));
    } else if (!turns(c)) {
      clean.append(REPLACEMENT);
    }
    return 1;
  }

  private int copiedPair(char high, char low) {
    if (!Character.isLowSurrogate(low)) {
      clean.append(REPLACEMENT);
      return 1;
    }
    int point = Character.toCodePoint(high, low);
    // Tag characters are invisible copies of ASCII.
    if (point < 0xE0000 || point > 0xE007F) {
      clean.append(high).append(low);
    }
    return 2;
  }

  private boolean follows(char next) {
    return at + 1 < text.length() && text.charAt(at + 1) == next;
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c >= '\u007f' && c <= '\u009f');
  }

  private static boolean turns(char c) {
    return (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200e'
        || c == '\u200f'
        || c == '\u061c';
  }

  private int afterEscape(int start) {
    if (start >= text.length()) {
      return start;
    }
    return switch (text.charAt(start)) {
      case '[' -> afterControlSequence(start + 1);
      case ']', 'P', 'X', '^', '_' -> afterString(start + 1);
      default -> afterShortSequence(start);
    };
  }

  /// Parameters, intermediates, one final character. What does not end so loses only its
  /// introducer.
  private int afterControlSequence(int start) {
    int end = skip(skip(start, '0', '?'), ' ', '/');
    return isWithin(end, '@', '~') ? end + 1 : start;
  }

  /// Up to BEL or ST. What does not end so within its line loses only its introducer.
  private int afterString(int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == BELL || c == STRING_END) {
        return i + 1;
      }
      if (c == ESCAPE) {
        return i + 1 < text.length() && text.charAt(i + 1) == '\\' ? i + 2 : start;
      }
      if (c == '\n' || c == '\r' || isIntroducer(c)) {
        return start;
      }
    }
    return start;
  }

  private int afterShortSequence(int start) {
    int end = skip(start, ' ', '/');
    return isWithin(end, '0', '~') ? end + 1 : start;
  }

  private int skip(int start, char low, char high) {
    int end = start;
    while (isWithin(end, low, high)) {
      end++;
    }
    return end;
  }

  private boolean isWithin(int index, char low, char high) {
    return index < text.length() && text.charAt(index) >= low && text.charAt(index) <= high;
  }
}
