package io.mycelium.functions.schedules;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.schedules.ScheduleState.Move;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What becomes of a schedule, as pure functions.
final class ScheduleDecisions {
  private static final Reply.Refused MOVED_ON =
      Reply.Refused.because(Reply.Reason.CONFLICT, "moved-on", "The schedule has moved on.");

  private ScheduleDecisions() {}

  static Decision<Schedule> pause(Stored<Schedule> had) {
    return move(
        had, Move.PAUSE, state -> had.state().course().resting(state, Optional.empty()), "paused");
  }

  static Decision<Schedule> remove(Stored<Schedule> had) {
    return move(
        had,
        Move.REMOVE,
        state -> had.state().course().resting(state, Optional.empty()),
        "removed");
  }

  /// @param as the schedule with its call as it is to be made from now on
  static Decision<Schedule> resume(Stored<Schedule> had, Schedule as, Instant now) {
    Optional<Instant> next = as.when().after(now);
    Optional<ScheduleState> state = ScheduleState.LIFECYCLE.move(had.state().state(), Move.RESUME);
    if (state.isEmpty()) {
      return new Decision.Refuse<>(refusal(had));
    }
    if (next.isEmpty()) {
      return new Decision.Refuse<>(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "schedule-over",
              "The end of #%d has passed; make a new one.".formatted(had.number())));
    }
    Schedule to = as.on(had.state().course().waiting(state.get(), next.get()));
    return change(had.state(), to, ScheduleEvents.of("resumed", to));
  }

  /// Makes the call once more, at once; all else stays as it is.
  static Decision<Schedule> run(Stored<Schedule> had, Turn turn) {
    return had.state().ended()
        ? new Decision.Refuse<>(refusal(had))
        : new Decision.Change<>(
            had.state(),
            draft -> draft.event(ScheduleEvents.of("asked", had.state())).owe(turn.row()));
  }

  /// Says that the call of a slot is about to be made, so that nobody makes it anew when it is no
  /// longer known whether it was.
  static Decision<Schedule> begin(Stored<Schedule> had, Turn turn, Instant now) {
    Course course = had.state().course();
    return course.waitsFor(turn.slot()) && course.begun(turn.slot()).isEmpty()
        ? new Decision.Change<>(
            had.state().on(course.beginning(turn.slot(), now)), UnaryOperator.identity())
        : new Decision.Refuse<>(MOVED_ON);
  }

  /// Notes what came of a turn and waits for the next slot, unless the turn was asked for by hand.
  ///
  /// @param say adds to the commit what is to be said
  static Decision<Schedule> note(
      Stored<Schedule> had,
      Turn turn,
      Firing firing,
      Optional<Instant> next,
      UnaryOperator<Commit.Draft> say) {
    Schedule from = had.state();
    Course course = from.course();
    if (over(course, turn)) {
      return new Decision.Refuse<>(MOVED_ON);
    }
    boolean goesOn = turn.hand().isEmpty() && course.waitsFor(turn.slot());
    Course noted = course.noting(firing);
    Schedule to = from.on(goesOn ? onward(noted, next) : noted);
    Event fired = ScheduleEvents.of(to, firing);
    boolean ends = to.state() == ScheduleState.ENDED && from.state() != ScheduleState.ENDED;
    return new Decision.Change<>(
        to,
        draft -> {
          Commit.Draft told = say.apply(also(draft.event(fired), from, to));
          return ends ? told.event(ScheduleEvents.of("ended", to)) : told;
        });
  }

  /// Notes that a turn could not be, nor will the next, and pauses the schedule.
  static Decision<Schedule> halt(
      Stored<Schedule> had, Turn turn, Firing firing, UnaryOperator<Commit.Draft> say) {
    Schedule from = had.state();
    if (over(from.course(), turn)) {
      return new Decision.Refuse<>(MOVED_ON);
    }
    Course noted = from.course().noting(firing);
    Schedule to =
        from.on(
            ScheduleState.LIFECYCLE
                .move(from.state(), Move.HALT)
                .map(state -> noted.resting(state, Optional.of(firing.why())))
                .orElse(noted));
    boolean halts = to.state() != from.state();
    return new Decision.Change<>(
        to,
        draft -> {
          Commit.Draft told = say.apply(also(draft.event(ScheduleEvents.of(to, firing)), from, to));
          return halts ? told.event(ScheduleEvents.of("paused", to)) : told;
        });
  }

  /// Whether what came of the turn is known already, or is no longer waited for.
  private static boolean over(Course course, Turn turn) {
    return turn.hand().isEmpty()
        && !course.waitsFor(turn.slot())
        && course.begun(turn.slot()).isEmpty();
  }

  private static Course onward(Course noted, Optional<Instant> next) {
    return next.map(slot -> noted.waiting(to(noted.state(), Move.FIRE), slot))
        .orElseGet(() -> noted.resting(to(noted.state(), Move.END), Optional.empty()));
  }

  private static ScheduleState to(ScheduleState from, Move by) {
    return ScheduleState.LIFECYCLE
        .move(from, by)
        .orElseThrow(() -> new IllegalStateException("no move %s from %s".formatted(by, from)));
  }

  private static Decision<Schedule> move(
      Stored<Schedule> had, Move by, Function<ScheduleState, Course> course, String event) {
    return ScheduleState.LIFECYCLE
        .move(had.state().state(), by)
        .map(course)
        .map(had.state()::on)
        .map(to -> change(had.state(), to, ScheduleEvents.of(event, to)))
        .orElseGet(() -> new Decision.Refuse<>(refusal(had)));
  }

  private static Decision<Schedule> change(Schedule from, Schedule to, Event event) {
    return new Decision.Change<>(to, draft -> also(draft.event(event), from, to));
  }

  /// Sees to the timer and to the list of what goes on.
  private static Commit.Draft also(Commit.Draft draft, Schedule from, Schedule to) {
    Optional<Instant> was = from.course().next();
    Optional<Instant> is = to.course().next();
    if (!was.equals(is)) {
      was.ifPresent(slot -> draft.withdraw(Turn.of(from.id(), slot).rowId()));
      is.ifPresent(slot -> draft.owe(Turn.of(to.id(), slot).row()));
    }
    return to.ended() && !from.ended()
        ? draft.unrank(ScheduleIndexes.active(to.room()), to.id().value())
        : draft;
  }

  /// Why a move is not allowed, if so.
  static Optional<Reply.Refused> against(Stored<Schedule> had, Move by) {
    return ScheduleState.LIFECYCLE.move(had.state().state(), by).isPresent()
        ? Optional.empty()
        : Optional.of(refusal(had));
  }

  /// Why it does not move so.
  static Reply.Refused refusal(Stored<Schedule> had) {
    long number = had.number();
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "schedule-" + had.state().state().word(),
        switch (had.state().state()) {
          case ACTIVE -> "Schedule #%d goes on already.".formatted(number);
          case PAUSED ->
              "Schedule #%d is paused already; 'schedule resume %d' goes on with it."
                  .formatted(number, number);
          case ENDED -> "Schedule #%d has ended; make a new one.".formatted(number);
          case REMOVED -> "Schedule #%d was removed; make a new one.".formatted(number);
        });
  }
}
