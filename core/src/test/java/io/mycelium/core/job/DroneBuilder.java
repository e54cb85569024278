package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Drones for tests.
public final class DroneBuilder {
  private DroneBuilder() {}

  /// A drone that is called `drn_` and its name.
  public static Drone aDrone(String name, String... tags) {
    return new Drone(
        new DroneId(DroneId.PREFIX + name),
        name,
        name + ".example",
        "Linux",
        2,
        4L << 30,
        1L << 30,
        10L << 30,
        new TreeSet<>(Set.of(tags)),
        "none",
        Optional.of("install bubblewrap"),
        List.of("/data"),
        1,
        0,
        "0.1.0",
        Equipment.NONE,
        Instant.EPOCH);
  }

  /// The same drone with other equipment.
  public static Drone with(Drone drone, Equipment equipment) {
    return new Drone(
        drone.id(),
        drone.name(),
        drone.host(),
        drone.system(),
        drone.cores(),
        drone.memoryBytes(),
        drone.memoryFreeBytes(),
        drone.diskBytes(),
        drone.tags(),
        drone.containment(),
        drone.advice(),
        drone.roots(),
        drone.slots(),
        drone.running(),
        drone.version(),
        equipment,
        drone.seenAt());
  }
}
