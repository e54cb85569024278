package io.mycelium.functions.schedules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// When something is due again and again. Its times are called slots.
sealed interface Rhythm permits Every, Cron {
  /// What is shown to somebody whose words are none.
  String EXAMPLES =
      "Say for example 'every 15m', '0 9 * * 1-5' for 09:00 from Monday to Friday, or '@daily'.";

  /// As a person types it, with nothing more in it than it needs.
  @JsonValue
  String text();

  /// The first slot after a moment; nothing when there never is one.
  ///
  /// @param zone whose clocks count, for what goes by the clock
  /// @param from when it began, for what goes by time that has passed
  Optional<Instant> after(Instant moment, ZoneId zone, Instant from);

  /// Reads `every 15m`, five fields of cron, or a name such as `@daily`.
  ///
  /// @throws IllegalArgumentException when it is neither, with a sentence that says why
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Rhythm parse(String text) {
    String plain = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return plain.equals("every") || plain.startsWith("every ")
        ? Every.parse(plain)
        : CronReader.read(plain);
  }
}
