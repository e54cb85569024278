package io.mycelium.functions.queue;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// What people call limits: a drone by its name, which the queue knows by its id.
record LimitNames(JobQueue queue) {
  private static final String DRONE = "drone:";

  /// The limit that is meant.
  ///
  /// @param name a valid one, as for [LimitName]
  /// @return nothing when it is one of a drone that nobody knows
  Optional<LimitName> named(String name) {
    if (!name.startsWith(DRONE)) {
      return Optional.of(new LimitName(name));
    }
    String drone = called(name);
    return DroneNames.called(drone, queue.drones())
        .map(Drone::id)
        .or(() -> Id.read(drone, DroneId::new))
        .map(LimitName::drone);
  }

  /// Refuses one of a drone that nobody knows.
  Reply missing(String name) {
    return DroneNames.missing(called(name), queue.drones());
  }

  private static String called(String name) {
    return name.substring(DRONE.length());
  }

  /// As people call it.
  String spoken(LimitName name) {
    return name.drone().map(id -> DRONE + DroneNames.of(id, queue)).orElse(name.value());
  }
}
