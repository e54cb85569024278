package io.mycelium.functions.rooms;

import io.mycelium.core.command.Reference;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Posts;

/// What is said of threads that are not there, and of those that are not for the caller: the same.
final class Unknown {
  private Unknown() {}

  static Reply.Refused post(Reference post, RoomId room) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-post",
        "There is no post %s in %s; 'room read' shows those there are.".formatted(post, room));
  }

  static Reply.Refused thread(Reference thread, RoomId room) {
    return Posts.unknownThread(thread.toString(), room);
  }
}
