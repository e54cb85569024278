package io.mycelium.chatting.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a rendered line may be cut.
final class Words {
  /// What would be something else in two: escapes, entities, links, mentions, short code.
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\\\.|&[a-z]{2,6};|<[^<>\\s][^<>\\n]{0,999}>|`[^`\\n]{1,99}`"
              + "|\\[(?:\\\\.|[^\\]\\[\\\\\\n]){1,299}\\]\\([^)\\s]{1,999}\\)");

  private Words() {}

  /// The best place at or before the room's end: behind the last blank of its second half, else
  /// between two characters. At least 1.
  ///
  /// @param room at least 2 and shorter than the line
  static int border(String line, int room) {
    int blank = 0;
    int any = 0;
    Matcher whole = WHOLE.matcher(line);
    int next = 0;
    while (next < room) {
      int end = after(line, next, whole, room);
      if (end > room) {
        break;
      }
      if (Character.isWhitespace(line.charAt(end - 1))) {
        blank = end;
      }
      any = end;
      next = end;
    }
    return blank > room / 2 ? blank : any > 0 ? any : Math.max(1, room);
  }

  /// Where what begins at a place ends.
  private static int after(String line, int at, Matcher whole, int room) {
    whole.region(at, line.length());
    if (whole.lookingAt() && whole.end() - at <= room) {
      return whole.end();
    }
    return line.offsetByCodePoints(at, 1);
  }
}
