package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;
import java.util.Locale;

/// Runs `fail.lua`.
record FailScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script(
          "fail",
          ScriptResult.LONG,
          "job",
          "bell",
          "lines",
          "closed",
          "limits",
          "ends",
          "cancelled",
          "back");

  /// @param random of at least 0 and less than 1; shortens the wait before another try
  boolean run(Lease lease, JobFailure failure, Again again, double random) {
    List<DroneId> others =
        again.kind() == Again.Kind.ELSEWHERE ? new Others(access).of(lease.job()) : List.of();
    return access.run(
            SCRIPT,
            input -> {
              Leases.add(input, lease)
                  .arg(Json.write(failure))
                  .arg(again.kind().name().toLowerCase(Locale.ROOT))
                  .arg(again.after())
                  .arg(Double.toString(random));
              others.forEach(drone -> input.arg(drone.value()));
              return input;
            })
        == 1;
  }
}
