package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `redrive.lua`.
record RedriveScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script("redrive", ScriptResult.LONG, "job", "bell", "lines", "open");

  boolean run(JobId id) {
    return access.run(SCRIPT, input -> input.arg(id.value())) == 1;
  }
}
