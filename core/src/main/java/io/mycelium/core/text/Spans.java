package io.mycelium.core.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/// Spans of time as people type them: a count and a unit, as in `90s`, `15m`, `2h` and `1d`.
public final class Spans {
  private Spans() {}

  /// So many of a unit.
  ///
  /// @param unit `ms`, `s`, `m`, `h`, and anything else for days
  public static Duration of(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /// The shortest form; that of ISO 8601 where no unit fits.
  public static String shortest(Duration duration) {
    if (duration.toDays() > 999_999 || !duration.equals(duration.truncatedTo(ChronoUnit.MILLIS))) {
      return duration.toString();
    }
    long millis = duration.toMillis();
    record Unit(String word, long millis) {}
    return Stream.of(
            new Unit("d", 86_400_000),
            new Unit("h", 3_600_000),
            new Unit("m", 60_000),
            new Unit("s", 1_000))
        .filter(
            unit -> millis > 0 && millis % unit.millis == 0 && millis / unit.millis < 1_000_000_000)
        .findFirst()
        .map(unit -> millis / unit.millis + unit.word)
        .orElseGet(() -> millis < 1_000_000_000 ? millis + "ms" : duration.toString());
  }
}
