package io.mycelium.functions.rooms;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Room;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Changes rooms.
final class RoomCommits {
  private final AggregateStore store;
  private final Aggregates<Room> aggregates;
  private final RoomDirectory directory;

  RoomCommits(AggregateStore store, RoomDirectory directory, RandomGenerator random) {
    this.store = store;
    this.aggregates = new Aggregates<>(store, RoomRecords.KIND, random);
    this.directory = directory;
  }

  /// Adds a room.
  ///
  /// @return why not, if not
  Optional<Reply.Refused> add(Room room, Intent intent) {
    var draft = Commit.of(intent, Outcome.of(RoomRecords.subject(room)));
    return switch (store.commit(RoomRecords.add(draft, room).done())) {
      case CommitResult.Committed _ -> Optional.empty();
      case CommitResult.Conflict _ -> Optional.of(taken(room.id()));
      case CommitResult other -> Optional.of(Refusals.of(other));
    };
  }

  /// A closed room's name is no secret from those who try to take it.
  private static Reply.Refused taken(RoomId name) {
    return Reply.Refused.because(
        Reply.Reason.CONFLICT,
        "name-taken",
        "The name '%s' is taken; choose another.".formatted(name));
  }

  Update<Room> members(RoomId id, Set<PeerId> add, Set<PeerId> remove, Intent intent) {
    try {
      return aggregates.update(id.value(), intent, room -> members(room, add, remove));
    } finally {
      // Also when the outcome is unknown: the change may have been made.
      directory.changed(id);
    }
  }

  static Decision<Room> members(Stored<Room> stored, Set<PeerId> add, Set<PeerId> remove) {
    Room room = stored.state();
    Set<PeerId> members = new HashSet<>(room.members());
    members.addAll(add);
    members.removeAll(remove);
    if (!room.closed()) {
      return new Decision.Refuse<>(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "open-room",
              "The room %s is open: everybody is in it.".formatted(room.id())));
    }
    if (members.isEmpty() && room.role().isEmpty()) {
      return new Decision.Refuse<>(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              "last-member",
              "Somebody must stay in %s; nobody else could open it again.".formatted(room.id())));
    }
    var to = new Room(room.id(), true, members, room.role(), room.creator(), room.since());
    return new Decision.Change<>(to, draft -> draft.event(RoomRecords.event("room.changed", to)));
  }
}
