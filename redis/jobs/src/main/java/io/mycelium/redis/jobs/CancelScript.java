package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `cancel.lua`.
record CancelScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script(
          "cancel",
          ScriptResult.LONG,
          "job",
          "bell",
          "lines",
          "closed",
          "limits",
          "ends",
          "cancelled");

  /// Tells whether there is such a job.
  boolean run(JobId id, String reason) {
    return access.run(SCRIPT, input -> input.arg(id.value()).arg(reason)) == 1;
  }
}
