package io.mycelium.core.state;

import io.mycelium.core.id.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Everything that one decision changes, written at once or not at all.
///
/// @param outcome what repeats of the intent are told
/// @param keep how long repeats are detected
public record Commit(
    Intent intent,
    Outcome outcome,
    Duration keep,
    List<Put<?>> puts,
    List<Change> changes,
    List<Event> events,
    List<OutboxRow> outbox,
    List<OutboxRow> joined,
    List<String> withdrawn,
    List<Guard> guards) {

  /// How long repeats are detected, unless said otherwise.
  public static final Duration KEEP = Duration.ofHours(24);

  /// A new state of one aggregate.
  ///
  /// @param expected the version it was decided on; 0: it must not exist yet
  public record Put<S>(Kind<S> kind, String id, long expected, S state, Numbering numbering) {}

  /// Which short number an aggregate has.
  public sealed interface Numbering {
    /// The one that it has already; a new one has none.
    record Kept() implements Numbering {}

    /// The next one of the room.
    record Next(RoomId room) implements Numbering {}

    /// That of another aggregate, by which the room knows both.
    record Shared(long number) implements Numbering {}
  }

  /// A change of an index, a lookup or a flag.
  public sealed interface Change {
    /// Puts an id at a rank of an index.
    record Rank(Index index, String id, long rank) implements Change {}

    record Unrank(Index index, String id) implements Change {}

    /// Gives a name to an id; the commit fails when another id has it.
    record Bind(Lookup lookup, String name, String id) implements Change {}

    record Unbind(Lookup lookup, String name) implements Change {}

    record Set(Flag flag, String value) implements Change {}
  }

  /// Starts a commit.
  public static Draft of(Intent intent, Outcome outcome) {
    return new Draft(intent, outcome);
  }

  /// Collects a commit. Not thread-safe.
  public static final class Draft {
    private final Intent intent;
    private final Outcome outcome;
    private Duration keep = KEEP;
    private final List<Put<?>> puts = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<OutboxRow> outbox = new ArrayList<>();
    private final List<OutboxRow> joined = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    private Draft(Intent intent, Outcome outcome) {
      this.intent = intent;
      this.outcome = outcome;
    }

    /// Detects repeats at least that long.
    public Draft keep(Duration atLeast) {
      keep = atLeast.compareTo(keep) > 0 ? atLeast : keep;
      return this;
    }

    public <S> Draft create(Kind<S> kind, String id, S state) {
      puts.add(new Put<>(kind, id, 0, state, new Numbering.Kept()));
      return this;
    }

    /// Creates an aggregate that people call by a short number of the room. The events of this
    /// commit carry it. At most one per commit.
    public <S> Draft createNumbered(RoomId room, Kind<S> kind, String id, S state) {
      puts.add(new Put<>(kind, id, 0, state, new Numbering.Next(room)));
      return this;
    }

    /// Creates an aggregate that goes by the short number of another one. The room's lookup of
    /// numbers stays as it is: see [References] for which kinds can be found like this.
    public <S> Draft createSharing(long number, Kind<S> kind, String id, S state) {
      puts.add(new Put<>(kind, id, 0, state, new Numbering.Shared(number)));
      return this;
    }

    public <S> Draft update(Stored<S> from, S state) {
      puts.add(new Put<>(from.kind(), from.id(), from.version(), state, new Numbering.Kept()));
      return this;
    }

    public Draft rank(Index index, String id, long rank) {
      changes.add(new Change.Rank(index, id, rank));
      return this;
    }

    public Draft unrank(Index index, String id) {
      changes.add(new Change.Unrank(index, id));
      return this;
    }

    public Draft bind(Lookup lookup, String name, String id) {
      changes.add(new Change.Bind(lookup, name, id));
      return this;
    }

    public Draft unbind(Lookup lookup, String name) {
      changes.add(new Change.Unbind(lookup, name));
      return this;
    }

    public Draft set(Flag flag, String value) {
      changes.add(new Change.Set(flag, value));
      return this;
    }

    public Draft event(Event event) {
      events.add(event);
      return this;
    }

    public Draft owe(OutboxRow row) {
      outbox.add(row);
      return this;
    }

    /// Owes one more thing by a row that may be owed already. A row that is under way or put off
    /// stays so: whoever has it goes on alone, and finds that it was replaced when it is done.
    public Draft join(OutboxRow row) {
      joined.add(row);
      return this;
    }

    /// Takes back a row that an earlier commit owed.
    public Draft withdraw(String rowId) {
      withdrawn.add(rowId);
      return this;
    }

    public Draft only(Guard guard) {
      guards.add(guard);
      return this;
    }

    public Commit done() {
      return new Commit(
          intent,
          outcome,
          keep,
          List.copyOf(puts),
          List.copyOf(changes),
          List.copyOf(events),
          List.copyOf(outbox),
          List.copyOf(joined),
          List.copyOf(withdrawn),
          List.copyOf(guards));
    }
  }
}
