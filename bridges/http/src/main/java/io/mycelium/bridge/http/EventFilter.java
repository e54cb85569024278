package io.mycelium.bridge.http;

import io.mycelium.core.state.EventRecord;
import java.util.Set;

/// What a stream asked for. Empty sets ask for everything.
///
/// @param rooms names
/// @param subjects as `type:id`
record EventFilter(Set<String> rooms, Set<String> subjects) {
  EventFilter {
    rooms = Set.copyOf(rooms);
    subjects = Set.copyOf(subjects);
  }

  boolean wants(EventRecord event) {
    return (rooms.isEmpty() || event.room().map(r -> rooms.contains(r.value())).orElse(false))
        && (subjects.isEmpty() || subjects.contains(event.subject().toString()));
  }
}
