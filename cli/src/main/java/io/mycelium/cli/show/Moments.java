package io.mycelium.cli.show;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;

/// Times as people read them. Without a formatter, which takes its time to set up.
public final class Moments {
  private Moments() {}

  /// The value itself, or, when it is an instant, the local date and time: `2026-01-31 14:05:09`.
  public static String local(String value, Zone zone) {
    return local(value, zone, true);
  }

  /// The same without seconds, where it is an instant: `2026-01-31 14:05`.
  static String minutes(String value, Zone zone) {
    return local(value, zone, false);
  }

  static boolean instant(String value) {
    return value.length() >= 20 && value.charAt(10) == 'T' && value.endsWith("Z");
  }

  private static String local(String value, Zone zone, boolean seconds) {
    if (!instant(value)) {
      return value;
    }
    try {
      ZonedDateTime time = Instant.parse(value).atZone(zone.id().get());
      String minutes = time.toLocalDate() + " " + clock(time);
      return seconds ? minutes + ":" + two(time.getSecond()) : minutes;
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
