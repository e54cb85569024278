package io.mycelium.functions.tasks;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A task as it is kept.
///
/// @param title one line
/// @param comments how many there are; they are kept apart, so that lists stay small
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
    int comments) {
  Task as(TaskState state, Optional<PeerId> owner, Instant at) {
    return new Task(id, room, title, notes, state, owner, creator, since, at, comments);
  }

  Task commented(Instant at) {
    return new Task(id, room, title, notes, state, owner, creator, since, at, comments + 1);
  }

  boolean active() {
    return state != TaskState.FINISHED;
  }

  /// Where lists have it, in microseconds: newer ones rank higher.
  long rank() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, since);
  }
}
