package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Optional;

/// Runs `release.lua`.
record ReleaseScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script(
          "release",
          ScriptResult.LONG,
          "job",
          "bell",
          "lines",
          "closed",
          "limits",
          "ends",
          "cancelled",
          "back");

  /// @param why the drone cannot run it
  boolean run(Lease lease, Optional<JobFailure> why) {
    return access.run(
            SCRIPT, input -> Leases.add(input, lease).arg(why.map(Json::write).orElse("")))
        == 1;
  }
}
