package io.mycelium.drone.sandbox;

import io.mycelium.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Makes lines of bytes that come in any pieces. Holds one line at most, of [#LONGEST] bytes at
/// most. For one thread.
///
/// A line ends with a newline, a carriage return (as progress bars do) or both. Bytes that are not
/// UTF-8 become U+FFFD.
final class LineSplitter {
  /// Bytes of a line that are kept.
  static final int LONGEST = 16 * 1024;

  /// Ends a line that was cut.
  static final String CUT = " [line cut]";

  private final Consumer<String> lines;
  private byte[] line = new byte[256];
  private int length;
  private boolean cut;
  private boolean afterReturn;

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      byte b = bytes[i];
      boolean secondOfPair = b == '\n' && afterReturn;
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        if (!secondOfPair) {
          emit();
        }
      } else {
        add(b);
      }
    }
  }

  /// Emits a last line that has no end.
  void finish() {
    if (length > 0) {
      emit();
    }
  }

  private void add(byte b) {
    if (length == LONGEST) {
      cut = true;
      return;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST, length * 2));
    }
    line[length++] = b;
  }

  private void emit() {
    int whole = cut ? wholeCharacters() : length;
    String text = PlainText.clean(new String(line, 0, whole, StandardCharsets.UTF_8));
    String marked = cut ? text + CUT : text;
    length = 0;
    cut = false;
    lines.accept(marked);
  }

  /// The length without a last character that was cut in two.
  private int wholeCharacters() {
    int start = length - 1;
    while (start > length - 4 && (line[start] & 0xC0) == 0x80) {
      start--;
    }
    int first = line[start] & 0xFF;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return start + size > length ? start : length;
  }
}
