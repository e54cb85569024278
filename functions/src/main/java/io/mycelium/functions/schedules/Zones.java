package io.mycelium.functions.schedules;

import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Time zones by name.
final class Zones {
  private static final int SHOWN = 60;

  private Zones() {}

  /// @throws IllegalArgumentException with a sentence that offers the nearest names
  static ZoneId read(String name) {
    String plain = name.strip();
    try {
      return ZoneId.of(plain);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone.%s".formatted(PlainText.line(plain, SHOWN), near(plain)), e);
    }
  }

  /// Names by what stands before the town, too: people know the town.
  private static String near(String given) {
    String wanted = given.toLowerCase(Locale.ROOT).replace(' ', '_');
    List<String> towns =
        ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.toLowerCase(Locale.ROOT).endsWith("/" + wanted))
            .sorted()
            .limit(3)
            .toList();
    List<String> near = towns.isEmpty() ? Nearest.to(given, ZoneId.getAvailableZoneIds()) : towns;
    return near.isEmpty()
        ? " It is named like Europe/Berlin, America/New_York or UTC."
        : " Did you mean %s?".formatted(String.join(" or ", near));
  }
}
