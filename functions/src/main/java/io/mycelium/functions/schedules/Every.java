package io.mycelium.functions.schedules;

import io.mycelium.core.text.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A slot whenever a time has passed, whatever the clocks on the wall show: `every 15m`.
record Every(Duration time) implements Rhythm {
  private static final Pattern FORM =
      Pattern.compile("every (\\d{1,6}) ?(s|seconds?|m|min|minutes?|h|hours?|d|days?)");

  /// A year; what is rarer has a date.
  private static final Duration LONGEST = Duration.ofDays(366);

  Every {
    if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The time after 'every' is longer than nothing and no longer than 366 days. " + EXAMPLES);
    }
  }

  static Every parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'every' stands in quotes with a time behind it, such as 'every 90s', 'every 15m', 'every 2h' or 'every 1d'.");
    }
    return new Every(Spans.of(Long.parseLong(m.group(1)), m.group(2).substring(0, 1)));
  }

  @Override
  public String text() {
    return "every " + Spans.shortest(time);
  }

  @Override
  public Optional<Instant> after(Instant moment, ZoneId zone, Instant from) {
    if (moment.isBefore(from)) {
      return Optional.of(from.plus(time));
    }
    long passed = Duration.between(from, moment).dividedBy(time);
    return Optional.of(from.plus(time.multipliedBy(passed + 1)));
  }
}
