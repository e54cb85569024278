package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.Lease;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `complete.lua`.
record CompleteScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("complete", ScriptResult.LONG);

  boolean run(Lease lease, JobResult result) {
    return access.run(SCRIPT, input -> Leases.add(input, lease).arg(Json.write(result))) == 1;
  }
}
