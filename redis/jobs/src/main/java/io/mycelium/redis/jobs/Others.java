package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobClass;
import java.util.List;
import java.util.Optional;

/// Drones to which a job can be handed on.
record Others(QueueAccess access) {
  /// So many that one of them takes it soon, and so few that a claim can look at each.
  private static final int MOST = 64;

  /// Live drones that can serve a job and have not handed it on.
  ///
  /// @return some of them, when there are many
  List<DroneId> of(JobId job) {
    Optional<JobFields> found = new FindScript(access).run(job);
    if (found.isEmpty()) {
      return List.of();
    }
    JobClass jobClass = JobWords.read(found.get().spec()).jobClass();
    String handed = found.get().fields().getOrDefault("handed", "");
    List<String> had = List.of(handed.replaceFirst(" .*", "").split(",", -1));
    return new DronesScript(access)
        .live().stream()
            .filter(drone -> !had.contains(drone.id().value()))
            .filter(drone -> jobClass.fits(drone.ability()))
            .map(Drone::id)
            .limit(MOST)
            .toList();
  }
}
