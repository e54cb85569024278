package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobClass;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `ring.lua`.
record RingScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("ring", ScriptResult.LONG, "bell");

  void run(JobClass work) {
    access.run(SCRIPT, input -> input.arg(work.name()));
  }
}
