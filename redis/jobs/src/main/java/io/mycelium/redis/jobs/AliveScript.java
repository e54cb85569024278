package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.JobBroker;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs `alive.lua`.
record AliveScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT = QueueAccess.script("alive", ScriptResult.LIST);

  JobBroker.Alive run(Collection<DroneId> drones) {
    List<Object> said =
        access.run(
            SCRIPT,
            input -> {
              drones.forEach(drone -> input.arg(drone.value()));
              return input;
            });
    return new JobBroker.Alive(ids(said.get(0)), ids(said.get(1)));
  }

  private static Set<DroneId> ids(Object told) {
    if (!(told instanceof List<?> ids)) {
      throw new IllegalStateException("alive.lua returns lists");
    }
    return ids.stream()
        .map(id -> new DroneId(String.valueOf(id)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
