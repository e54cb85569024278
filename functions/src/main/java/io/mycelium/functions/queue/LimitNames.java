package io.mycelium.functions.queue;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.text.PlainText;
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
    String drone = name.substring(DRONE.length());
    return queue.drones().stream()
        .filter(live -> live.name().equals(drone) || live.id().value().equals(drone))
        .map(Drone::id)
        .findFirst()
        .or(() -> Id.read(drone, DroneId::new))
        .map(LimitName::drone);
  }

  /// As people call it.
  String spoken(LimitName name) {
    return name.drone()
        .flatMap(queue::drone)
        .map(drone -> DRONE + PlainText.line(drone.name(), 60))
        .orElse(name.value());
  }
}
