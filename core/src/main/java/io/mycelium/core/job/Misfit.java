package io.mycelium.core.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Why jobs of a class wait although drones live.
public final class Misfit {
  private Misfit() {}

  /// What the drone lacks that comes nearest, as in `needs vram>=24g, has 12g (attic, the nearest
  /// of 3 live drones)`; empty when one of them can serve the class.
  public static Optional<String> of(JobClass jobClass, List<Drone> live) {
    if (live.isEmpty()) {
      return Optional.of("no drone is live");
    }
    if (live.stream().anyMatch(drone -> jobClass.fits(drone.ability()))) {
      return Optional.empty();
    }
    Drone nearest =
        live.stream()
            .min(
                Comparator.<Drone>comparingInt(drone -> jobClass.misfits(drone.ability()).size())
                    .thenComparingLong(drone -> -most(jobClass, drone))
                    .thenComparing(Drone::name))
            .orElseThrow();
    String lack = String.join("; ", jobClass.misfits(nearest.ability()));
    return Optional.of(
        live.size() == 1
            ? "%s (%s, the only live drone)".formatted(lack, nearest.name())
            : "%s (%s, the nearest of %d live drones)"
                .formatted(lack, nearest.name(), live.size()));
  }

  /// Of drones that lack the same, the one with the most of it is the nearest.
  private static long most(JobClass jobClass, Drone drone) {
    return jobClass.requirements().floors().keySet().stream()
        .mapToLong(drone.ability()::amount)
        .sum();
  }
}
