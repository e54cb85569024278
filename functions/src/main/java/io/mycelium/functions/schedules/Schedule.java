package io.mycelium.functions.schedules;

import io.mycelium.core.command.Call;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.ScheduleId;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Kind;
import io.mycelium.core.text.PlainText;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A call that is made at its times.
///
/// @param line the call as a person would type it
/// @param place where the call is made
/// @param thread the post on whose thread the schedule is talked about
/// @param note what it is for
record Schedule(
    ScheduleId id,
    Call call,
    String line,
    When when,
    PeerId maker,
    Place place,
    PostId thread,
    Optional<String> note,
    Locale locale,
    Instant since,
    Course course) {
  static final Kind<Schedule> KIND = new Kind<>("schedule", Schedule.class);
  private static final int LONGEST_SUMMARY = 200;

  RoomId room() {
    return place.room();
  }

  ScheduleState state() {
    return course.state();
  }

  /// The call on one line and cut, for lists and notices.
  String summary() {
    return PlainText.line(line, LONGEST_SUMMARY).replace('`', '\'');
  }

  boolean ended() {
    return state() == ScheduleState.ENDED || state() == ScheduleState.REMOVED;
  }

  Schedule on(Course other) {
    return new Schedule(id, call, line, when, maker, place, thread, note, locale, since, other);
  }

  /// The same with the call as its command is now.
  Schedule calling(Call other, String otherLine) {
    return new Schedule(
        id, other, otherLine, when, maker, place, thread, note, locale, since, course);
  }
}
