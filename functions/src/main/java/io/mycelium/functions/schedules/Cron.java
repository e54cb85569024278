package io.mycelium.functions.schedules;

import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/// Slots by the clocks of a zone. The times of the clock are cron's; which moments they are when
/// clocks are put forward or back is said here.
///
/// What names its hours happens once on each of its days: when its time is left out, at the moment
/// when the clocks are put forward; when its time comes twice, the first time. What happens in
/// every hour goes on evenly: it leaves out what the clocks leave out, and happens twice in an hour
/// that comes twice.
///
/// @param text as it was typed
/// @param times by clocks that are never put forward or back
/// @param hourly whether it happens in every hour
record Cron(String text, ExecutionTime times, boolean hourly) implements Rhythm {
  /// More changes of the clocks than there are in the years within which cron has a time at all.
  private static final int MOST_CHANGES = 100;

  @Override
  public Optional<Instant> after(Instant moment, ZoneId zone, Instant from) {
    ZoneRules rules = zone.getRules();
    Instant begin = moment;
    for (int changes = 0; changes < MOST_CHANGES; changes++) {
      ZoneOffset offset = rules.getOffset(begin);
      Optional<Instant> next =
          next(start(rules, begin, offset)).map(clock -> clock.toInstant(offset));
      ZoneOffsetTransition change = rules.nextTransition(begin);
      if (change == null || (next.isPresent() && next.get().isBefore(change.getInstant()))) {
        return next;
      }
      if (isDueAt(change)) {
        return Optional.of(change.getInstant());
      }
      if (next.isEmpty()) {
        return next;
      }
      begin = change.getInstant();
    }
    return Optional.empty();
  }

  /// The time of the clock after which the next one counts. In an hour that comes for the second
  /// time, that is the end of the hour for what happens once.
  private LocalDateTime start(ZoneRules rules, Instant begin, ZoneOffset offset) {
    LocalDateTime clock = LocalDateTime.ofInstant(begin, offset);
    ZoneOffsetTransition last = rules.previousTransition(begin.plusNanos(1));
    boolean again =
        !hourly && last != null && last.isOverlap() && clock.isBefore(last.getDateTimeBefore());
    return again ? last.getDateTimeBefore().minusNanos(1) : clock;
  }

  /// Whether there is a slot at the very moment of a change.
  private boolean isDueAt(ZoneOffsetTransition change) {
    LocalDateTime before = change.getDateTimeBefore();
    LocalDateTime after = change.getDateTimeAfter();
    if (change.isGap()) {
      LocalDateTime first = hourly ? after : before;
      return next(first.minusNanos(1)).filter(clock -> !clock.isAfter(after)).isPresent();
    }
    return hourly && next(after.minusNanos(1)).filter(after::equals).isPresent();
  }

  private Optional<LocalDateTime> next(LocalDateTime clock) {
    return times
        .nextExecution(ZonedDateTime.of(clock, ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }
}
