package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `leave.lua`.
record LeaveScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("leave", ScriptResult.LONG);

  void run(DroneId drone) {
    access.run(SCRIPT, input -> input.arg(drone.value()));
  }
}
