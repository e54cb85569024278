package io.mycelium.core.text;

/// How many columns of a fixed width text takes, and text cut or filled to a number of them. Wide
/// letters and emoji take two, marks and joiners none. Where terminals disagree the larger number
/// is taken, so that nothing runs over.
public final class Columns {
  private static final int JOINER = 0x200d;

  private Columns() {}

  public static int of(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        columns++;
        i++;
      } else {
        int point = text.codePointAt(i);
        columns += of(point);
        i += Character.charCount(point);
      }
    }
    return columns;
  }

  private static int of(int point) {
    if (point == JOINER || (point >= 0xfe00 && point <= 0xfe0f)) {
      return 0;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(point) ? 2 : 1;
    };
  }

  private static boolean wide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0x303e)
        || (point >= 0x3041 && point <= 0xa4cf)
        || (point >= 0xa960 && point <= 0xa97f)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff01 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x16fe0 && point <= 0x1b2ff)
        || (point >= 0x1f200 && point <= 0x1f2ff)
        || (point >= 0x20000 && point <= 0x3fffd)
        || Character.isEmojiPresentation(point);
  }

  /// The text in at most so many columns, cut with an ellipsis. Marks stay with their letters.
  ///
  /// @param columns at least 1
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int taken = 0;
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (taken + of(point) > columns - 1) {
        break;
      }
      taken += of(point);
      i += Character.charCount(point);
    }
    return text.substring(0, i) + "…";
  }

  /// The text with blanks behind it up to so many columns.
  public static String fill(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }
}
