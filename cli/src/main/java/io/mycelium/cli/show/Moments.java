package io.mycelium.cli.show;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;

/// Times as people read them. Without a formatter, which takes its time to set up.
public final class Moments {
  private Moments() {}

  /// The value itself, or, when it is an instant, the local date and time: `2026-01-31 14:05:09`.
  public static String local(String value, Zone zone) {
    if (value.length() < 20 || value.charAt(10) != 'T' || !value.endsWith("Z")) {
      return value;
    }
    try {
      ZonedDateTime time = Instant.parse(value).atZone(zone.id().get());
      return time.toLocalDate() + " " + clock(time) + ":" + two(time.getSecond());
    } catch (DateTimeException e) {
      return value;
    }
  }

  /// The local time of day: `14:05`; the value itself when it is no instant.
  public static String clock(String value, Zone zone) {
    try {
      return clock(Instant.parse(value).atZone(zone.id().get()));
    } catch (DateTimeException e) {
      return value;
    }
  }

  private static String clock(ZonedDateTime time) {
    return two(time.getHour()) + ":" + two(time.getMinute());
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
