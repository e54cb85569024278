package io.mycelium.functions.tasks;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Index;
import java.util.HashSet;
import java.util.Set;

/// The lists that tasks are found by.
final class TaskIndexes {
  private TaskIndexes() {}

  /// Every task of a room.
  static Index all(RoomId room) {
    return new Index("tasks:all:" + room);
  }

  /// The tasks of a room that are not finished.
  static Index active(RoomId room) {
    return new Index("tasks:active:" + room);
  }

  /// The tasks of a room that are not finished and that the peer has.
  static Index active(RoomId room, PeerId owner) {
    return new Index("tasks:active:%s:%s".formatted(room, owner));
  }

  /// The comments of a task.
  static Index comments(String task) {
    return new Index("comments:" + task);
  }

  static Commit.Draft enter(Commit.Draft draft, Task task) {
    of(task).forEach(index -> draft.rank(index, task.id().value(), task.rank()));
    return draft;
  }

  /// Leaves the lists that only the earlier state belongs to and enters the new ones.
  static Commit.Draft move(Commit.Draft draft, Task from, Task to) {
    Set<Index> before = of(from);
    Set<Index> after = of(to);
    before.stream()
        .filter(index -> !after.contains(index))
        .forEach(index -> draft.unrank(index, to.id().value()));
    after.stream()
        .filter(index -> !before.contains(index))
        .forEach(index -> draft.rank(index, to.id().value(), to.rank()));
    return draft;
  }

  private static Set<Index> of(Task task) {
    Set<Index> in = new HashSet<>();
    in.add(all(task.room()));
    if (task.active()) {
      in.add(active(task.room()));
      task.owner().ifPresent(owner -> in.add(active(task.room(), owner)));
    }
    return in;
  }
}
