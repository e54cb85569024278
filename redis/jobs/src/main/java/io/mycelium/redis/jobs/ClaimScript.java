package io.mycelium.redis.jobs;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs `claim.lua`.
record ClaimScript(QueueAccess access, Duration lease) {
  private static final Script<List<Object>> SCRIPT = QueueAccess.script("claim", ScriptResult.LIST);

  /// Asks for a job.
  ///
  /// @param call names this claim: asked again under the same name, the same job is given
  Optional<Claimed> run(Drone drone, String call) {
    List<Object> found =
        access.run(
            SCRIPT,
            input -> {
              input.arg(drone.id().value()).arg(call).arg(lease);
              drone.tags().forEach(input::arg);
              return input;
            });
    if (found.size() != 2) {
      return Optional.empty();
    }
    JobSpec job = Json.read(String.valueOf(found.getFirst()), JobSpec.class);
    long fence = Long.parseLong(String.valueOf(found.getLast()));
    return Optional.of(new Claimed(job, new Lease(job.id(), drone.id(), fence)));
  }
}
