package io.mycelium.core.job;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Days of the week in three letters: `mon` to `sun`.
final class DayNames {
  private static final int LETTERS = 3;

  private DayNames() {}

  static String of(DayOfWeek day) {
    return day.name().substring(0, LETTERS).toLowerCase(Locale.ROOT);
  }

  static Optional<DayOfWeek> read(String name) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> of(day).equals(name)).findFirst();
  }
}
