package io.mycelium.functions.rooms;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.room.Room;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// Rooms as every call looks them up: remembered until an event tells of a change.
final class RoomDirectory implements Rooms {
  private static final int MOST = 10_000;

  private final AggregateStore store;
  private final Mirror<Room> rooms;

  RoomDirectory(AggregateStore store, EventFeed feed) {
    this.store = store;
    this.rooms = new Mirror<>(feed, id -> store.find(RoomRecords.KIND, id).map(Stored::state));
    feed.listen(event -> {
      if (event.subject().type().equals(RoomRecords.KIND.name())) {
        rooms.forget(event.subject().id());
      }
    });
  }

  @Override
  public Optional<Room> find(RoomId id) {
    return rooms.find(id.value());
  }

  /// The rooms that the caller may know of, oldest first.
  List<Room> all(Caller caller) {
    return store
        .findAll(RoomRecords.KIND, store.oldest(RoomRecords.ALL, Long.MIN_VALUE, MOST))
        .stream()
        .map(Stored::state)
        .filter(room -> room.admits(caller))
        .toList();
  }

  /// Says that this gateway has changed the room.
  void changed(RoomId id) {
    rooms.forget(id.value());
  }
}
