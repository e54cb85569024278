package io.mycelium.redis.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;

/// Runs `announce.lua`.
record AnnounceScript(QueueAccess access) {
  /// How often a drone is heard of while it counts as live: it may be missed twice.
  private static final int PER_LIFE = 3;

  private static final Script<Long> SCRIPT = QueueAccess.script("announce", ScriptResult.LONG);

  /// Tells after which time to announce it again.
  Duration run(Drone drone) {
    long alive = access.run(SCRIPT, input -> input.arg(drone.id().value()).arg(Json.write(drone)));
    return Duration.ofMillis(alive).dividedBy(PER_LIFE);
  }
}
