package io.mycelium.core.reply;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times in fields of cards and cells of tables. Surfaces know them by their form and show them in
/// the viewer's zone.
public final class Times {
  private Times() {}

  /// ISO 8601 in UTC, to the second: `2026-03-01T10:00:00Z`.
  public static String of(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
