package io.mycelium.functions.schedules;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The slots of a schedule.
///
/// @param zone whose clocks count
/// @param from from when on
/// @param until the last moment at which there may be one
record When(Rhythm rhythm, ZoneId zone, Misfire misfire, Instant from, Optional<Instant> until) {
  /// The first slot after a moment.
  Optional<Instant> after(Instant moment) {
    return rhythm
        .after(moment, zone, from)
        .filter(slot -> until.map(end -> !slot.isAfter(end)).orElse(true));
  }

  /// For people: `every 15m`, or `0 9 * * 1-5 (Europe/Berlin)`.
  String text() {
    return switch (rhythm) {
      case Every every -> every.text();
      case Cron cron -> "%s (%s)".formatted(cron.text(), named(zone));
    };
  }

  static String named(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
