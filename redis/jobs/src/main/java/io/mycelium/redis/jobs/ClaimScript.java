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
record ClaimScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT = QueueAccess.script("claim", ScriptResult.LIST);

  /// Asks for a job.
  ///
  /// @param call names this claim: asked again under the same name, the same job is given
  Optional<Claimed> run(Drone drone, String call) {
    List<Object> found =
        access.run(
            SCRIPT,
            input -> {
              input.arg(drone.id().value()).arg(call);
              drone.tags().forEach(input::arg);
              return input;
            });
    if (found.size() != 4) {
      return Optional.empty();
    }
    JobSpec job = Json.read(String.valueOf(found.getFirst()), JobSpec.class);
    var lease = new Lease(job.id(), drone.id(), number(found.get(1)));
    return Optional.of(
        new Claimed(
            job,
            lease,
            Duration.ofMillis(number(found.get(2))),
            Duration.ofMillis(number(found.get(3)))));
  }

  private static long number(Object returned) {
    return Long.parseLong(String.valueOf(returned));
  }
}
