package io.mycelium.bridge.http;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.pipeline.Identify;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Room;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.state.EventRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who may see one event, by the rights of this moment. Asks for each key once, however many
/// streams it has; made anew for every event, because the one before may have changed the rights.
final class Sight {
  private final Identify identify;
  private final Subject subject;
  private final Optional<RoomId> place;
  private final Optional<Room> room;
  private final Map<String, Optional<Caller>> callers = new HashMap<>();

  Sight(Identify identify, Rooms rooms, EventRecord event) {
    this.identify = identify;
    this.subject = event.subject();
    this.place = event.room();
    this.room = event.room().flatMap(rooms::find);
  }

  /// Who has the key now; nobody when it was revoked.
  Optional<Caller> holder(String secret) {
    return callers.computeIfAbsent(secret, identify::still);
  }

  /// What belongs to no room is for the trail's readers, and for the peer that it is about; of
  /// functions those hear who may list them.
  boolean open(Caller caller) {
    return place.isEmpty()
        ? caller.may(Permission.AUDIT_READ) || concerns(caller)
        : room.isPresent() && room.get().admits(caller);
  }

  private boolean concerns(Caller caller) {
    return switch (subject.type()) {
      case "peer" -> subject.id().equals(caller.id().value());
      case "function" -> caller.may(Permission.FUNCTIONS_READ);
      default -> false;
    };
  }
}
