package io.mycelium.bridge.web;

import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import java.util.Optional;

/// Rooms and posts as addresses name them. What cannot be a name names nothing.
final class Names {
  private Names() {}

  static Optional<RoomId> room(String name) {
    try {
      return Optional.of(new RoomId(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<PostId> post(String id) {
    try {
      return Optional.of(new PostId(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Answer unknownRoom() {
    return Problems.of(
        Reply.Reason.NOT_FOUND,
        "unknown-room",
        "There is no such room for you; 'room list' shows those there are.");
  }

  static Answer unknownPost() {
    return Problems.of(
        Reply.Reason.NOT_FOUND, "unknown-post", "There is no such post here for you.");
  }
}
