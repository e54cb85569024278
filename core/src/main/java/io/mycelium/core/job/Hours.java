package io.mycelium.core.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The hours of the week in which a machine may work for others, as its own clock shows them.
///
/// As text: `20:00-07:00`, `mon-fri 20:00-07:00, sat-sun`. Hours that end before they begin go on
/// into the next day, whichever that is. Where the clock is put forward, a time that it leaves out
/// comes as much later; where it is put back, a time that it shows twice is meant the first time.
///
/// @param spans it is allowed in each of them
public record Hours(List<Span> spans) {
  /// What people write.
  public static final String FORM =
      "hours such as 20:00-07:00, with or without days, such as mon-fri 20:00-07:00, sat-sun";

  /// The same hours on some days.
  ///
  /// @param days on which it begins
  /// @param from its first moment
  /// @param to the moment after its last; of the next day unless it is after the first
  public record Span(SortedSet<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Span {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("hours without days");
      }
      days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    boolean contains(Instant now, ZoneId zone) {
      LocalDate today = now.atZone(zone).toLocalDate();
      return within(today, now, zone) || within(today.minusDays(1), now, zone);
    }

    private boolean within(LocalDate begin, Instant now, ZoneId zone) {
      LocalDate end = to.isAfter(from) ? begin : begin.plusDays(1);
      return days.contains(begin.getDayOfWeek())
          && !now.isBefore(ZonedDateTime.of(begin, from, zone).toInstant())
          && now.isBefore(ZonedDateTime.of(end, to, zone).toInstant());
    }

    private boolean allDay() {
      return from.equals(LocalTime.MIDNIGHT) && to.equals(LocalTime.MIDNIGHT);
    }

    /// For people, as in `between 20:00 and 07:00` or `sat and sun`.
    private String words() {
      boolean everyDay = days.size() == DayOfWeek.values().length;
      String which =
          days.stream()
              .map(DayNames::of)
              .collect(Collectors.joining(", "))
              .replaceFirst(", (?=[^,]*$)", " and ");
      String when =
          "between %s and %s".formatted(from, to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
      if (allDay()) {
        return everyDay ? "on every day" : "on " + which;
      }
      return everyDay ? when : "%s on %s".formatted(when, which);
    }
  }

  public Hours {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("no hours");
    }
    spans = List.copyOf(spans);
  }

  static SortedSet<DayOfWeek> everyDay() {
    return new TreeSet<>(EnumSet.allOf(DayOfWeek.class));
  }

  /// Reads the text form.
  ///
  /// @throws IllegalArgumentException when it is not understood
  public static Hours parse(String text) {
    return HoursText.parse(text);
  }

  /// Whether the machine may work for others at that moment.
  public boolean contain(Instant now, ZoneId zone) {
    return spans.stream().anyMatch(span -> span.contains(now, zone));
  }

  /// For people, as in `only between 20:00 and 07:00`.
  public String words() {
    return "only " + spans.stream().map(Span::words).collect(Collectors.joining(", or "));
  }
}
