package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Collection;

/// Runs `alive.lua`.
record AliveScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("alive", ScriptResult.LONG);

  /// Tells how many of them are known.
  long run(Collection<DroneId> drones) {
    return access.run(
        SCRIPT,
        input -> {
          drones.forEach(drone -> input.arg(drone.value()));
          return input;
        });
  }
}
