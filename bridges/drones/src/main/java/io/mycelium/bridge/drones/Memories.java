package io.mycelium.bridge.drones;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a [WaitingRoom] remembers of drones that waited. Guarded by its lock.
final class Memories {
  /// Who is back later may have missed something: the queue rings for nobody when nobody waited for
  /// two seconds.
  private static final Duration BETWEEN_WAITS = Duration.ofSeconds(1);

  /// What each drone was given last.
  private final Map<DroneId, Set<Lease>> told = new HashMap<>();

  /// Those whose wait ended without anything a moment ago, the first of them first.
  private final Map<DroneId, Left> left = new LinkedHashMap<>();

  /// A wait that ended because its time was over.
  ///
  /// @param heard what the drone was told
  /// @param at when, by [System#nanoTime]
  /// @param seen when the queue was told last that the drone lives
  record Left(Heard heard, long at, long seen) {}

  void given(DroneId drone, List<Claimed> jobs) {
    told.put(drone, jobs.stream().map(Claimed::lease).collect(Collectors.toUnmodifiableSet()));
  }

  /// Those of the jobs that the drone was not given last.
  List<Claimed> untold(DroneId drone, List<Claimed> jobs) {
    Set<Lease> known = told.getOrDefault(drone, Set.of());
    return jobs.stream().filter(job -> !known.contains(job.lease())).toList();
  }

  void left(DroneId drone, Left how) {
    left.values().removeIf(one -> isOver(one, how.at()));
    left.put(drone, how);
  }

  /// How a wait ended that ended a moment ago. It is told once.
  Optional<Left> back(DroneId drone, long now) {
    return Optional.ofNullable(left.remove(drone)).filter(one -> !isOver(one, now));
  }

  private static boolean isOver(Left one, long now) {
    return now - one.at() > BETWEEN_WAITS.toNanos();
  }
}
