package io.mycelium.functions.enrolment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import java.time.Instant;
import java.util.Optional;

/// A drone that somebody approved.
///
/// @param about what it said of itself when it asked
/// @param by who approved it
/// @param revoked since when it is none of ours any more
record EnrolledRecord(
    DroneKey key, DroneSheet about, PeerId by, Instant since, Optional<Instant> revoked) {
  static final Kind<EnrolledRecord> KIND = new Kind<>("enrolled-drone", EnrolledRecord.class);

  /// All of them, by when they were approved.
  static final Index ALL = new Index("enrolled-drones");

  /// Those that are not revoked, by their names.
  static final Lookup NAMES = new Lookup("enrolled-drones");

  DroneId id() {
    return key.drone();
  }

  String name() {
    return about.name();
  }

  boolean active() {
    return revoked.isEmpty();
  }

  EnrolledRecord revokedAt(Instant at) {
    return new EnrolledRecord(key, about, by, since, Optional.of(at));
  }

  /// Of drones.
  static Event event(String type, DroneKey key, DroneSheet about) {
    ObjectNode payload =
        Json.object()
            .put("name", about.name())
            .put("fingerprint", key.fingerprint())
            .put("host", about.host());
    return new Event(type, Optional.empty(), Subject.of("drone", key.drone()), payload);
  }
}
