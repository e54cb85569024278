package io.mycelium.redis.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `announce.lua`.
record AnnounceScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("announce", ScriptResult.LONG);

  void run(Drone drone) {
    access.run(SCRIPT, input -> input.arg(drone.id().value()).arg(Json.write(drone)));
  }
}
