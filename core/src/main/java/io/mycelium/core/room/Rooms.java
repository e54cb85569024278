package io.mycelium.core.room;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// Looks rooms up; cheap enough for every call and every event.
public interface Rooms {
  Optional<Room> find(RoomId id);

  /// The room, if the caller may know of it.
  default Optional<Room> find(RoomId id, Caller caller) {
    return find(id).filter(room -> room.admits(caller));
  }

  /// What is said of a room that is not there, and of one that is not for the caller: the same.
  static Reply.Refused unknown(RoomId id) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-room",
        "There is no room '%s' for you; 'room list' shows those there are.".formatted(id));
  }
}
