package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `lose.lua`.
record LoseScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script(
          "lose",
          ScriptResult.LONG,
          "job",
          "bell",
          "lines",
          "closed",
          "limits",
          "ends",
          "cancelled",
          "back");

  /// Tells how many jobs the drone had.
  int run(DroneId drone) {
    return access.run(SCRIPT, input -> input.arg(drone.value())).intValue();
  }
}
