package io.mycelium.core.text;

import java.nio.charset.StandardCharsets;

/// Names of files, which strangers choose.
public final class FileName {
  /// Longest name, in bytes of UTF-8: what every file system takes, with room for an ending of its
  /// own.
  public static final int LONGEST = 200;

  private static final int LONGEST_ENDING = 24;

  private FileName() {}

  /// The last part of a path, without what a file system, a header or a terminal would obey:
  /// control characters, overrides of direction, invisible marks, dots that hide it. A name that is
  /// too long is cut before its ending. A safe name stays as it is.
  ///
  /// @param instead a safe name, for when nothing is left
  public static String safe(String given, String instead) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var out = new StringBuilder();
    PlainText.clean(last)
        .codePoints()
        .map(c -> c == '\n' || c == '\t' ? ' ' : harmless(c) ? c : '_')
        .forEach(out::appendCodePoint);
    String name = shortened(stripped(out.toString()));
    return name.isEmpty() ? instead : name;
  }

  private static boolean harmless(int c) {
    if ("<>:\"|?*%\uFFFD".indexOf(c) >= 0) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      // Joiners are part of how some scripts and many emoji are written.
      case Character.FORMAT -> c == '\u200c' || c == '\u200d';
      default -> true;
    };
  }

  /// Without blanks around it and dots in front, and without dots at the end, which some systems
  /// drop.
  private static String stripped(String name) {
    int start = 0;
    while (start < name.length() && (name.charAt(start) == '.' || blank(name, start))) {
      start++;
    }
    int end = name.length();
    while (end > start && (name.charAt(end - 1) == '.' || blank(name, end - 1))) {
      end--;
    }
    return name.substring(start, end);
  }

  private static boolean blank(String name, int at) {
    return Character.isWhitespace(name.charAt(at)) || Character.isSpaceChar(name.charAt(at));
  }

  private static String shortened(String name) {
    if (bytes(name) <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending =
        dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
    int room = LONGEST - bytes(ending);
    int end = 0;
    while (room > 0) {
      int next = name.offsetByCodePoints(end, 1);
      room -= bytes(name.substring(end, next));
      end = room >= 0 ? next : end;
    }
    return stripped(name.substring(0, end)) + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
