package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.Lease;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `fail.lua`.
record FailScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("fail", ScriptResult.LONG);

  boolean run(Lease lease, JobFailure failure) {
    return access.run(SCRIPT, input -> Leases.add(input, lease).arg(Json.write(failure))) == 1;
  }
}
