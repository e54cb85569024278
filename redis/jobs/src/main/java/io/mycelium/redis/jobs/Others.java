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
    Optional<String> spec = field(job, "spec");
    if (spec.isEmpty()) {
      return List.of();
    }
    JobClass jobClass = JobWords.read(spec.get()).jobClass();
    String handed = field(job, "handed").orElse("");
    List<String> had = List.of(handed.replaceFirst(" .*", "").split(",", -1));
    return new DronesScript(access)
        .live().stream()
            .filter(drone -> !had.contains(drone.id().value()))
            .filter(drone -> jobClass.fits(drone.ability()))
            .map(Drone::id)
            .limit(MOST)
            .toList();
  }

  private Optional<String> field(JobId job, String name) {
    return Optional.ofNullable(access.read(redis -> redis.hget(access.key("job:" + job), name)));
  }
}
