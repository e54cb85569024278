package io.mycelium.cli.show;

import io.mycelium.core.text.Columns;

/// Breaks lines between words. Counts what is seen: colours of [Ink] take no columns.
final class Wrap {
  private Wrap() {}

  /// Breaks one line.
  ///
  /// @param width in columns; a word that is longer stays whole
  /// @param hang what every line but the first starts with
  static String lines(String text, int width, String hang) {
    if (text.length() <= width || columns(text) <= width) {
      return text;
    }
    int begin = indentation(text);
    var out = new StringBuilder(text.substring(0, begin));
    int taken = begin;
    boolean first = true;
    for (String word : text.substring(begin).split(" ", -1)) {
      int columns = columns(word);
      if (!first && taken + 1 + columns > width) {
        out.append('\n').append(hang);
        taken = columns(hang);
      } else if (!first) {
        out.append(' ');
        taken++;
      }
      out.append(word);
      taken += columns;
      first = false;
    }
    return out.toString();
  }

  private static int indentation(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /// The columns of painted text.
  static int columns(String painted) {
    int at = painted.indexOf('\u001b');
    if (at < 0) {
      return Columns.of(painted);
    }
    int columns = 0;
    int from = 0;
    while (at >= 0) {
      columns += Columns.of(painted.substring(from, at));
      from = painted.indexOf('m', at) + 1;
      at = painted.indexOf('\u001b', from);
    }
    return columns + Columns.of(painted.substring(from));
  }
}
