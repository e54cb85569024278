package io.mycelium.redis.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;

/// Runs `announce.lua`.
record AnnounceScript(QueueAccess access) {
  /// How often a drone is heard of while it counts as live: it may be missed twice.
  private static final int PER_LIFE = 3;

  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("announce", ScriptResult.LIST);

  Heard run(Drone drone) {
    List<Object> said =
        access.run(SCRIPT, input -> input.arg(drone.id().value()).arg(Json.write(drone)));
    Duration alive = Duration.ofMillis(Long.parseLong(said.get(0).toString()));
    return new Heard(alive.dividedBy(PER_LIFE), said.get(1).toString().equals("1"));
  }
}
