package io.mycelium.bridge.http;

import java.util.Comparator;
import java.util.Optional;

/// A place in the event log, `ms-seq`, as two numbers: as text, places do not sort.
record LogPlace(long millis, long sequence) implements Comparable<LogPlace> {
  private static final int DIGITS = 18;
  private static final Comparator<LogPlace> ORDER =
      Comparator.comparingLong(LogPlace::millis).thenComparingLong(LogPlace::sequence);

  /// Reads a place that the log gave.
  ///
  /// @throws IllegalArgumentException when it is none
  static LogPlace of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a place of the event log: " + text));
  }

  /// Reads a place that somebody gave.
  static Optional<LogPlace> parse(String text) {
    int dash = text.indexOf('-');
    return dash > 0 && digits(text, 0, dash) && digits(text, dash + 1, text.length())
        ? Optional.of(
            new LogPlace(
                Long.parseLong(text, 0, dash, 10),
                Long.parseLong(text, dash + 1, text.length(), 10)))
        : Optional.empty();
  }

  private static boolean digits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to > from && to - from <= DIGITS;
  }

  boolean after(LogPlace other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(LogPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
