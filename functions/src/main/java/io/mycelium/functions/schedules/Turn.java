package io.mycelium.functions.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.ScheduleId;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.OutboxRow;
import java.time.Instant;
import java.util.Optional;

/// One time that a schedule's call is to be made. Its name is derived from what it is for, so that
/// whoever makes the call makes the same one.
///
/// @param hand what tells apart those that people asked for; a slot has none
record Turn(ScheduleId schedule, Instant slot, Optional<String> hand) {
  static final String KIND = "schedule.fire";

  static Turn of(ScheduleId schedule, Instant slot) {
    return new Turn(schedule, slot, Optional.empty());
  }

  static Turn of(OutboxRow row) {
    return Json.read(row.payload(), Turn.class);
  }

  /// Names the request: `sch_.../1767258000000`.
  String request() {
    return schedule + "/" + hand.orElseGet(() -> Long.toString(slot.toEpochMilli()));
  }

  /// The timer of a slot, or what is to be done at once.
  OutboxRow row() {
    ObjectNode payload = Json.tree(this);
    return new OutboxRow(rowId(), KIND, slot, payload);
  }

  String rowId() {
    return KIND + ':' + request();
  }
}
