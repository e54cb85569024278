package io.mycelium.functions.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import java.util.Optional;

/// What the world is told of schedules; the field names are part of the event contract.
final class ScheduleEvents {
  private ScheduleEvents() {}

  static Event of(String step, Schedule schedule) {
    return event(step, schedule, payload(schedule));
  }

  /// The event of a firing, or of slots that were left out.
  static Event of(Schedule schedule, Firing firing) {
    ObjectNode payload = payload(schedule);
    payload
        .put("slot", firing.slot().toString())
        .put("came", firing.came().word())
        .put("slots", firing.slots());
    if (!firing.why().isEmpty()) {
      payload.put("why", firing.why());
    }
    firing.led().ifPresent(led -> payload.put("led", led.toString()));
    return event(firing.came() == Firing.Came.SKIPPED ? "skipped" : "fired", schedule, payload);
  }

  private static ObjectNode payload(Schedule schedule) {
    ObjectNode payload = Json.object();
    payload
        .put("state", schedule.state().word())
        .put("line", schedule.line())
        .put("when", schedule.when().text())
        .put("maker", schedule.maker().value())
        .put("post", schedule.thread().value());
    schedule.course().next().ifPresent(next -> payload.put("next", next.toString()));
    schedule.course().reason().ifPresent(why -> payload.put("reason", why));
    return payload;
  }

  private static Event event(String step, Schedule schedule, ObjectNode payload) {
    return new Event(
        "schedule." + step,
        Optional.of(schedule.room()),
        Subject.of(Schedule.KIND.name(), schedule.id()),
        payload);
  }
}
