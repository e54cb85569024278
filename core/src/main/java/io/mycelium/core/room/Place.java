package io.mycelium.core.room;

import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import java.util.Optional;

/// Where something is said: a room and perhaps a thread of it.
///
/// @param thread the post that the thread hangs on
public record Place(RoomId room, Optional<PostId> thread) {
  public static Place of(RoomId room) {
    return new Place(room, Optional.empty());
  }

  public Place in(PostId post) {
    return new Place(room, Optional.of(post));
  }
}
