package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs `drones.lua`.
record DronesScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("drones", ScriptResult.LIST);

  List<Drone> live() {
    return run("");
  }

  /// The drone, if it was heard of within a day or so and has not left.
  Optional<Drone> one(DroneId id) {
    return run(id.value()).stream().findFirst();
  }

  /// All of them, the one that was heard of last first.
  List<Drone> known() {
    return run("*").reversed();
  }

  private List<Drone> run(String one) {
    return access.run(SCRIPT, input -> input.arg(one)).stream().map(DronesScript::drone).toList();
  }

  private static Drone drone(Object row) {
    if (!(row instanceof List<?> columns)) {
      throw new IllegalStateException("drones.lua returns pairs");
    }
    Drone told = Json.read(String.valueOf(columns.getFirst()), Drone.class);
    long seenAt = Long.parseLong(String.valueOf(columns.getLast()));
    return new Drone(
        told.id(),
        told.name(),
        told.host(),
        told.system(),
        told.cores(),
        told.memoryBytes(),
        told.memoryFreeBytes(),
        told.diskBytes(),
        told.tags(),
        told.containment(),
        told.advice(),
        told.roots(),
        told.slots(),
        told.running(),
        told.version(),
        told.equipment(),
        Instant.ofEpochMilli(seenAt));
  }
}
