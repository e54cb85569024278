package io.mycelium.functions.schedules;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Index;

/// The lists that schedules are found by.
final class ScheduleIndexes {
  private ScheduleIndexes() {}

  /// Every schedule of a room.
  static Index all(RoomId room) {
    return new Index("schedules:all:" + room);
  }

  /// The schedules of a room that go on or may be resumed.
  static Index active(RoomId room) {
    return new Index("schedules:active:" + room);
  }

  static Commit.Draft enter(Commit.Draft draft, Schedule schedule) {
    String id = schedule.id().value();
    return draft
        .rank(all(schedule.room()), id, rank(schedule))
        .rank(active(schedule.room()), id, rank(schedule));
  }

  static long rank(Schedule schedule) {
    return schedule.since().toEpochMilli();
  }
}
