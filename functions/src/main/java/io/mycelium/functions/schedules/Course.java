package io.mycelium.functions.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a schedule is.
///
/// @param reason why Mycelium paused it
/// @param next the slot that is waited for
/// @param begun the slot whose call may have been made, but is not noted yet
/// @param last what came of the last firings, newest first
/// @param fired how often the call was made
record Course(
    ScheduleState state,
    Optional<String> reason,
    Optional<Instant> next,
    Optional<Begun> begun,
    List<Firing> last,
    long fired) {
  private static final int KEPT = 10;

  /// A slot whose call is about to be made.
  record Begun(Instant slot, Instant at) {}

  Course {
    last = List.copyOf(last);
  }

  static Course start(Instant first) {
    return new Course(
        ScheduleState.ACTIVE, Optional.empty(), Optional.of(first), Optional.empty(), List.of(), 0);
  }

  boolean waitsFor(Instant slot) {
    return state == ScheduleState.ACTIVE && next.filter(slot::equals).isPresent();
  }

  /// That the slot has begun, if it has. One that began before a pause is not the one after it.
  Optional<Begun> begun(Instant slot) {
    return begun.filter(b -> b.slot().equals(slot));
  }

  Course beginning(Instant slot, Instant at) {
    return new Course(state, reason, next, Optional.of(new Begun(slot, at)), last, fired);
  }

  /// The same with one more firing noted. That of a slot is no longer under way.
  Course noting(Firing firing) {
    boolean ran = firing.came() == Firing.Came.RAN || firing.came() == Firing.Came.LED;
    List<Firing> all = Stream.concat(Stream.of(firing), last.stream()).limit(KEPT).toList();
    return new Course(
        state,
        reason,
        next,
        begun.filter(b -> !b.slot().equals(firing.slot())),
        all,
        fired + (ran ? 1 : 0));
  }

  Course waiting(ScheduleState to, Instant slot) {
    return new Course(to, Optional.empty(), Optional.of(slot), begun, last, fired);
  }

  /// The same, waiting for nothing.
  Course resting(ScheduleState to, Optional<String> why) {
    return new Course(to, why, Optional.empty(), begun, last, fired);
  }
}
