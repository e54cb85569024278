package io.mycelium.functions.tasks;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A task as it is kept.
///
/// @param title one line
/// @param comments how many there are; they are kept apart, so that lists stay small
/// @param thread the post on whose thread it is talked about
record Task(
    TaskId id,
    RoomId room,
    String title,
    Optional<String> notes,
    TaskState state,
    Optional<PeerId> owner,
    PeerId creator,
    Instant since,
    Instant changed,
    int comments,
    Optional<PostId> thread) {
  Task as(TaskState state, Optional<PeerId> owner, Instant at) {
    return new Task(id, room, title, notes, state, owner, creator, since, at, comments, thread);
  }

  Task commented(Instant at) {
    return new Task(id, room, title, notes, state, owner, creator, since, at, comments + 1, thread);
  }

  boolean active() {
    return state != TaskState.FINISHED;
  }

  /// Where lists have it, in microseconds: newer ones rank higher.
  long rank() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, since);
  }
}
