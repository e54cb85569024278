package io.mycelium.core.reply;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Times in fields of cards and cells of tables. Surfaces know them by their form and show them in
/// the viewer's zone.
public final class Times {
  private static final int LENGTH = "2026-03-01T10:00:00Z".length();
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Times() {}

  /// ISO 8601 in UTC, to the second: `2026-03-01T10:00:00Z`.
  public static String of(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Within a sentence, where no surface finds it: `2026-03-01 10:00:00 UTC`.
  public static String said(Instant at) {
    return of(at).replace('T', ' ').replace("Z", " UTC");
  }

  /// A value as a text has it whose reader is in the zone: a time of [#of] as `2026-03-01 10:00`,
  /// anything else as it is.
  public static String local(String value, ZoneId zone) {
    return read(value).map(at -> LOCAL.format(at.atZone(zone))).orElse(value);
  }

  /// The time that a value is, if it is one of [#of].
  public static Optional<Instant> read(String value) {
    if (value.length() != LENGTH || value.charAt(10) != 'T' || !value.endsWith("Z")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(value));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
