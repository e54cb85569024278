package io.mycelium.core.room;

import io.mycelium.core.id.RoomId;
import java.util.Optional;

/// Looks rooms up; cheap enough for every call and every event.
public interface Rooms {
  Optional<Room> find(RoomId id);
}
