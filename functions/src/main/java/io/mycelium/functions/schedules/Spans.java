package io.mycelium.functions.schedules;

import java.time.Duration;

/// Spans of time in words.
final class Spans {
  private Spans() {}

  /// The shortest form that a person would type: `90s`, `15m`, `2h`, `1d`.
  static String text(Duration span) {
    long seconds = span.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
