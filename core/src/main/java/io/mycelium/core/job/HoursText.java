package io.mycelium.core.job;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads hours as people write them.
final class HoursText {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:([a-z]{3})(?:-([a-z]{3}))?)?\\s*(?:(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2}))?");

  private HoursText() {}

  static Hours parse(String text) {
    List<Hours.Span> spans = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      spans.add(span(part.strip()));
    }
    return new Hours(spans);
  }

  private static Hours.Span span(String part) {
    Matcher read = SPAN.matcher(part);
    if (part.isEmpty() || !read.matches()) {
      throw wrong();
    }
    SortedSet<DayOfWeek> days = read.group(1) == null ? Hours.everyDay() : days(read);
    if (read.group(3) == null) {
      return new Hours.Span(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }
    LocalTime from = time(read.group(3), read.group(4));
    boolean toTheEnd = read.group(5).equals("24") && read.group(6).equals("00");
    LocalTime to = toTheEnd ? LocalTime.MIDNIGHT : time(read.group(5), read.group(6));
    if (from.equals(to) && !toTheEnd) {
      // Nobody can tell whether no time is meant, or all of it.
      throw wrong();
    }
    return new Hours.Span(days, from, to);
  }

  private static SortedSet<DayOfWeek> days(Matcher read) {
    DayOfWeek first = DayNames.read(read.group(1)).orElseThrow(HoursText::wrong);
    DayOfWeek last =
        read.group(2) == null ? first : DayNames.read(read.group(2)).orElseThrow(HoursText::wrong);
    SortedSet<DayOfWeek> days = new TreeSet<>();
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    days.add(last);
    return days;
  }

  private static LocalTime time(String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (hour > 23 || minute > 59) {
      throw wrong();
    }
    return LocalTime.of(hour, minute);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("takes " + Hours.FORM);
  }
}
