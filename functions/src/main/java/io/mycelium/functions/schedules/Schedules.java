package io.mycelium.functions.schedules;

import io.mycelium.core.command.Digests;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.ScheduleId;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.References;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.RepeatedRequest;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The schedules of the workspace: finds them, and moves them along their lifecycle.
final class Schedules {
  /// How many may go on in one room.
  static final int MOST = 100;

  private final AggregateStore store;
  private final Aggregates<Schedule> aggregates;
  private final References references;
  private final Ids ids;

  Schedules(AggregateStore store, Ids ids, RandomGenerator random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, Schedule.KIND, random);
    this.references = new References(store);
    this.ids = ids;
  }

  Optional<Stored<Schedule>> find(String id) {
    return aggregates.find(id);
  }

  /// The schedule that people of a room mean; those of other rooms are none of theirs.
  Optional<Stored<Schedule>> find(RoomId room, Reference reference) {
    return references
        .find(room, reference, ScheduleId.PREFIX)
        .flatMap(aggregates::find)
        .filter(schedule -> schedule.state().room().equals(room));
  }

  /// The schedules of a room, newest first.
  ///
  /// @param ended also those that are over
  /// @param before only those that come after this one on the list
  List<Stored<Schedule>> page(
      RoomId room, boolean ended, Optional<Stored<Schedule>> before, int max) {
    Index index = ended ? ScheduleIndexes.all(room) : ScheduleIndexes.active(room);
    List<String> found =
        before
            .map(last ->
                store.newestAfter(index, last.id(), ScheduleIndexes.rank(last.state()), max))
            .orElseGet(() -> store.newest(index, Long.MAX_VALUE, max));
    return store.findAll(Schedule.KIND, found);
  }

  boolean full(RoomId room) {
    return store.count(ScheduleIndexes.active(room)) >= MOST;
  }

  /// Keeps a new schedule, shows it where it was made, as a live card, and waits for its first
  /// slot.
  Update<Schedule> add(NewSchedule wanted, Instant first, Invocation by) {
    ScheduleId id = ids.schedule();
    var card = ids.post();
    var schedule =
        new Schedule(
            id,
            wanted.call(),
            wanted.line(),
            wanted.when(),
            by.caller().id(),
            by.place(),
            by.place().thread().orElse(card),
            wanted.note(),
            by.locale(),
            by.at(),
            Course.start(first));
    var subject = Subject.of(Schedule.KIND.name(), id);
    Commit.Draft draft =
        Commit.of(by.intent(), Outcome.of(subject))
            .createNumbered(schedule.room(), Schedule.KIND, id.value(), schedule)
            .event(ScheduleEvents.of("created", schedule))
            .owe(Turn.of(id, first).row());
    var live = new Content.Live(subject);
    Posts.add(draft, Post.of(card, by.place(), by.caller().id(), live, by.at(), ids.seal()));
    CommitResult result = store.commit(ScheduleIndexes.enter(draft, schedule).done());
    return result instanceof CommitResult.Committed(long number)
        ? new Update.Done<>(new Stored<>(Schedule.KIND, id.value(), 1, number, schedule))
        : new Update.Refused<>(Refusals.of(result));
  }

  Update<Schedule> pause(String id, Invocation by) {
    return aggregates.update(id, by.intent(), ScheduleDecisions::pause);
  }

  Update<Schedule> remove(String id, Invocation by) {
    return aggregates.update(id, by.intent(), ScheduleDecisions::remove);
  }

  /// @param as makes of the schedule what it is to be from now on
  Update<Schedule> resume(String id, UnaryOperator<Schedule> as, Invocation by) {
    return aggregates.update(
        id, by.intent(), had -> ScheduleDecisions.resume(had, as.apply(had.state()), by.at()));
  }

  /// Owes one run beside the slots, named after the request that asks for it.
  Update<Schedule> run(String id, Invocation by) {
    String asked = Digests.fingerprint(by.intent().principal() + '\n' + by.intent().request());
    var turn = new Turn(new ScheduleId(id), by.at(), Optional.of("by-hand-" + asked));
    return aggregates.update(id, by.intent(), had -> ScheduleDecisions.run(had, turn));
  }

  /// Says that the call of a slot is about to be made.
  ///
  /// @return nothing when somebody else did, or it is no longer to be made
  Optional<Stored<Schedule>> begin(Stored<Schedule> had, Turn turn, Instant now) {
    var intent = system("begun", turn.request() + '/' + had.version(), now);
    try {
      return update(had.id(), intent, s -> ScheduleDecisions.begin(s, turn, now))
              instanceof Update.Done<Schedule>(var stored)
          ? Optional.of(stored)
          : Optional.empty();
    } catch (RepeatedRequest e) {
      return Optional.empty();
    }
  }

  /// Notes what came of a turn.
  ///
  /// @param next the slot to wait for then
  /// @param say adds to the commit what is to be said
  /// @return whether nothing is left to do
  boolean note(Turn turn, Firing firing, Optional<Instant> next, UnaryOperator<Commit.Draft> say) {
    return once(turn, firing, had -> ScheduleDecisions.note(had, turn, firing, next, say));
  }

  /// Notes that a turn could not be, and pauses the schedule.
  ///
  /// @return whether nothing is left to do
  boolean halt(Turn turn, Firing firing, UnaryOperator<Commit.Draft> say) {
    return once(turn, firing, had -> ScheduleDecisions.halt(had, turn, firing, say));
  }

  /// Notes what any gateway may want to note.
  private boolean once(
      Turn turn, Firing firing, Function<Stored<Schedule>, Decision<Schedule>> change) {
    String id = turn.schedule().value();
    try {
      return update(id, system("noted", turn.request(), firing.at()), change)
              instanceof Update.Done<Schedule>
          || (turn.hand().isEmpty() && !waits(id, turn.slot()));
    } catch (RepeatedRequest e) {
      return true;
    }
  }

  private boolean waits(String id, Instant slot) {
    return find(id).filter(now -> now.state().course().waitsFor(slot)).isPresent();
  }

  private Update<Schedule> update(
      String id, Intent intent, Function<Stored<Schedule>, Decision<Schedule>> change) {
    return aggregates.update(id, intent, change);
  }

  private static Intent system(String step, String what, Instant at) {
    return Intent.system("schedule/%s/%s".formatted(step, what), at);
  }
}
