package io.mycelium.redis.jobs;

import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `release.lua`.
record ReleaseScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("release", ScriptResult.LONG);

  boolean run(Lease lease) {
    return access.run(SCRIPT, input -> Leases.add(input, lease)) == 1;
  }
}
