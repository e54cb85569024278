package io.mycelium.functions.rooms;

import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Room;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import java.util.Optional;

/// How rooms are kept.
final class RoomRecords {
  static final Kind<Room> KIND = new Kind<>("room", Room.class);

  /// All rooms, by the time they were made.
  static final Index ALL = new Index("rooms");

  private RoomRecords() {}

  static Commit.Draft add(Commit.Draft draft, Room room) {
    String id = room.id().value();
    return draft
        .create(KIND, id, room)
        .rank(ALL, id, room.since().toEpochMilli())
        .event(event("room.created", room));
  }

  /// Those whom the room admits see it.
  static Event event(String type, Room room) {
    var payload =
        Json.object()
            .put("name", room.id().value())
            .put("closed", room.closed())
            .put("members", room.members().size());
    return new Event(type, Optional.of(room.id()), subject(room), payload);
  }

  static Subject subject(Room room) {
    return new Subject(KIND.name(), room.id().value());
  }
}
