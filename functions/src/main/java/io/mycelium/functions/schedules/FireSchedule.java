package io.mycelium.functions.schedules;

import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.pipeline.Scheduled;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes the calls of schedules. That a call is about to be made is written down first, then it is
/// made under the name of its slot, then what came of it is noted together with the timer of the
/// next slot: whoever takes over from a gateway that died goes on where it was.
final class FireSchedule implements OutboxHandler {
  private static final Duration AGAIN = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// For so long it is certain that a call which was made is known; an hour less than repeats are
  /// detected.
  static final Duration SURE = Commit.KEEP.minusHours(1);

  private final Schedules schedules;
  private final Peers peers;
  private final Catalogue.Source catalogue;
  private final Firer firer;
  private final Noticeboard noticeboard;
  private final InstantSource clock;

  FireSchedule(
      Schedules schedules,
      Peers peers,
      Catalogue.Source catalogue,
      Firer firer,
      Noticeboard noticeboard,
      InstantSource clock) {
    this.schedules = schedules;
    this.peers = peers;
    this.catalogue = catalogue;
    this.firer = firer;
    this.noticeboard = noticeboard;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Turn.KIND;
  }

  @Override
  public Settled handle(OutboxRow row) {
    Turn turn = Turn.of(row);
    Instant now = clock.instant();
    return schedules
        .find(turn.schedule().value())
        .map(had -> turn.hand().isPresent() ? byHand(had, turn, now) : due(had, turn, now))
        .orElseGet(Settled.Done::new);
  }

  private Settled byHand(Stored<Schedule> had, Turn turn, Instant now) {
    if (had.state().ended()) {
      return new Settled.Done();
    }
    return turn.slot().plus(SURE).isBefore(now) ? lost(had, turn, now) : fire(had, turn, now);
  }

  private Settled due(Stored<Schedule> had, Turn turn, Instant now) {
    Schedule schedule = had.state();
    if (!schedule.course().waitsFor(turn.slot())) {
      return new Settled.Done();
    }
    Optional<Course.Begun> begun = schedule.course().begun(turn.slot());
    if (begun.isPresent()) {
      return begun.get().at().plus(SURE).isBefore(now)
          ? lost(had, turn, now)
          : fire(had, turn, now);
    }
    return switch (Due.of(schedule.when(), turn.slot(), now)) {
      case Due.Skip(var slots, var next) ->
          skip(turn, slots, next, "Nothing ran at the time.", now);
      case Due.Run() ->
          schedules
              .begin(had, turn, now)
              .map(begins -> fire(begins, turn, now))
              .orElseGet(() -> new Settled.Later(AGAIN));
    };
  }

  private Settled fire(Stored<Schedule> had, Turn turn, Instant now) {
    Schedule schedule = had.state();
    Optional<Peer> maker = peers.find(schedule.maker());
    if (maker.isEmpty()) {
      return halt(had, turn, peers.name(schedule.maker()) + " is no longer here.");
    }
    Reply reply =
        firer.fire(
            new Scheduled(
                turn.request(),
                schedule.call(),
                Caller.of(maker.get(), Optional.empty()),
                schedule.place(),
                schedule.when().zone(),
                schedule.locale()));
    return switch (Verdict.of(reply, tells(schedule))) {
      case Verdict.Working() -> new Settled.Slower(PAUSE, LONGEST_PAUSE);
      case Verdict.Later(var why) -> later(had, turn, why, now);
      case Verdict.Halt(var why) -> halt(had, turn, why);
      case Verdict.Over over -> over(had, turn, over, now);
    };
  }

  private boolean tells(Schedule schedule) {
    return catalogue
        .current()
        .find(schedule.call().command().dashed())
        .map(Catalogue.Entry::command)
        .filter(Command::commits)
        .isEmpty();
  }

  /// What is in the way may be there for long. Then it is as if nothing ran at the time.
  private Settled later(Stored<Schedule> had, Turn turn, String why, Instant now) {
    if (!Due.late(turn.slot(), now)) {
      return new Settled.Later(PAUSE);
    }
    if (turn.hand().isPresent()) {
      return over(had, turn, refused(why), now);
    }
    return Due.of(had.state().when(), turn.slot(), now) instanceof Due.Skip(var slots, var next)
        ? skip(turn, slots, next, why, now)
        : new Settled.Slower(PAUSE, LONGEST_PAUSE);
  }

  private static Verdict.Over refused(String why) {
    return new Verdict.Over(Firing.Came.REFUSED, why, Optional.empty(), Optional.empty());
  }

  private Settled skip(Turn turn, int slots, Optional<Instant> next, String why, Instant now) {
    var firing = new Firing(turn.slot(), now, Firing.Came.SKIPPED, slots, why, Optional.empty());
    return settled(schedules.note(turn, firing, next, UnaryOperator.identity()));
  }

  /// Once the store forgets what was done, doing it again could be doing it twice.
  private Settled lost(Stored<Schedule> had, Turn turn, Instant now) {
    var unknown =
        new Verdict.Over(
            Firing.Came.UNKNOWN,
            "A gateway ended while it made the call, and none was there for too long to tell whether it was made. It is not made again.",
            Optional.empty(),
            Optional.empty());
    return over(had, turn, unknown, now);
  }

  private Settled over(Stored<Schedule> had, Turn turn, Verdict.Over over, Instant begun) {
    Schedule schedule = had.state();
    boolean hand = turn.hand().isPresent();
    int slots = hand ? 1 : Due.standsFor(schedule.when(), turn.slot(), begun);
    Firing firing = firing(turn, over.came(), slots, over.why(), over.led());
    return settled(
        schedules.note(
            turn,
            firing,
            Due.next(schedule.when(), turn.slot(), begun),
            draft -> say(draft, had, firing, over.answer())));
  }

  private Settled halt(Stored<Schedule> had, Turn turn, String why) {
    Firing firing = firing(turn, Firing.Came.REFUSED, 1, why, Optional.empty());
    var told =
        new Reply.Text(
            "Schedule #%d of %s (`%s`) is paused: %s 'schedule resume %d' goes on with it."
                .formatted(
                    had.number(),
                    peers.name(had.state().maker()),
                    had.state().summary(),
                    why,
                    had.number()));
    return settled(
        schedules.halt(turn, firing, draft -> noticeboard.add(draft, had.state().place(), told)));
  }

  private Firing firing(Turn turn, Firing.Came came, int slots, String why, Optional<Subject> led) {
    return new Firing(turn.slot(), clock.instant(), came, slots, why, led);
  }

  /// The answer is told where the call was made; that nothing came of it in the schedule's thread,
  /// and not again while that stays as it is.
  private Commit.Draft say(
      Commit.Draft draft, Stored<Schedule> had, Firing firing, Optional<Reply> answer) {
    Schedule schedule = had.state();
    boolean bad = firing.came() == Firing.Came.REFUSED || firing.came() == Firing.Came.UNKNOWN;
    if (bad && !isAsBefore(schedule, firing)) {
      var text = new Reply.Text("`%s` did not run: %s".formatted(schedule.summary(), firing.why()));
      return noticeboard.add(draft, Place.of(schedule.room()).in(schedule.thread()), text);
    }
    return answer.map(reply -> noticeboard.add(draft, schedule.place(), reply)).orElse(draft);
  }

  private static boolean isAsBefore(Schedule schedule, Firing firing) {
    return schedule.course().last().stream()
        .findFirst()
        .filter(last -> last.came() == firing.came() && last.why().equals(firing.why()))
        .isPresent();
  }

  private static Settled settled(boolean nothingLeft) {
    return nothingLeft ? new Settled.Done() : new Settled.Later(AGAIN);
  }
}
