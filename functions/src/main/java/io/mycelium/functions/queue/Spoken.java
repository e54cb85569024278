package io.mycelium.functions.queue;

import java.time.Duration;

/// Times as `42s`, `3m 20s`, `2h`.
final class Spoken {
  private Spoken() {}

  static String of(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3_600
        ? two(seconds / 60, "m", seconds % 60, "s")
        : two(seconds / 3_600, "h", seconds / 60 % 60, "m");
  }

  private static String two(long large, String unit, long small, String lesser) {
    return small == 0 ? large + unit : "%d%s %d%s".formatted(large, unit, small, lesser);
  }
}
