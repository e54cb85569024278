package io.mycelium.functions.schedules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What is to be done about a slot that has come, as a pure function of the time.
sealed interface Due {
  /// How late something may be and still be in time: more than the end of a dead gateway's lease
  /// and the start of a new one take.
  Duration GRACE = Duration.ofSeconds(30);

  /// How many missed slots are made up for at most.
  int MOST = 24;

  /// Missed slots that are older than this are not counted one by one.
  Duration COUNTED = Duration.ofDays(7);

  /// It is run.
  record Run() implements Due {}

  /// Slots are left out.
  ///
  /// @param slots how many, at least
  /// @param next the slot to go on with
  record Skip(int slots, Optional<Instant> next) implements Due {}

  /// Decides on a slot.
  ///
  /// @param slot that has come, at which nothing has begun yet
  static Due of(When when, Instant slot, Instant now) {
    if (!late(slot, now)) {
      return new Run();
    }
    return switch (when.misfire()) {
      case ONCE -> new Run();
      case SKIP -> {
        Missed missed = Missed.count(when, slot, now.minus(GRACE).minusNanos(1));
        yield new Skip(missed.slots(), missed.next());
      }
      case ALL -> {
        Missed missed = Missed.count(when, slot, now);
        yield missed.slots() > MOST
            ? new Skip(missed.slots() - MOST, Optional.of(missed.newest().getFirst()))
            : new Run();
      }
    };
  }

  /// Whether nothing ran at a slot when it was time.
  static boolean late(Instant slot, Instant now) {
    return now.isAfter(slot.plus(GRACE));
  }

  /// Where to go on after a slot has run.
  static Optional<Instant> next(When when, Instant slot, Instant now) {
    boolean forAll = when.misfire() == Misfire.ONCE && late(slot, now);
    return when.after(forAll ? now : slot);
  }

  /// For how many slots one that runs stands.
  static int standsFor(When when, Instant slot, Instant now) {
    boolean forAll = when.misfire() == Misfire.ONCE && late(slot, now);
    return forAll ? Missed.count(when, slot, now).slots() : 1;
  }

  /// Slots up to a moment.
  ///
  /// @param newest the last [#MOST] of them
  /// @param next the first one after the moment
  record Missed(int slots, Deque<Instant> newest, Optional<Instant> next) {
    private static Missed count(When when, Instant slot, Instant upTo) {
      Deque<Instant> newest = new ArrayDeque<>();
      Instant counted = upTo.minus(COUNTED);
      int slots = 0;
      Optional<Instant> next = Optional.of(slot);
      while (next.isPresent() && !next.get().isAfter(upTo)) {
        Instant at = next.get();
        slots++;
        newest.addLast(at);
        if (newest.size() > MOST) {
          newest.removeFirst();
        }
        next = when.after(at.isBefore(counted) ? counted : at);
      }
      return new Missed(slots, newest, next);
    }
  }
}
