package io.mycelium.functions.schedules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The last moment of a schedule as people write it.
final class Until {
  private Until() {}

  /// Reads `2026-12-31`, which is the end of that day, or `2026-12-31T18:00`, both by the clocks of
  /// the zone; or a moment such as `2026-12-31T17:00:00Z`.
  ///
  /// @throws IllegalArgumentException with a sentence for people
  static Instant read(String text, ZoneId zone) {
    String plain = text.strip();
    return day(plain, zone)
        .or(() -> clock(plain, zone))
        .or(() -> moment(plain))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The end is a day such as 2026-12-31, or a time such as 2026-12-31T18:00."));
  }

  private static Optional<Instant> day(String text, ZoneId zone) {
    try {
      return Optional.of(
          LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> clock(String text, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
