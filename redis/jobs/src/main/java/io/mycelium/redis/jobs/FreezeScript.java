package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `freeze.lua`.
record FreezeScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("freeze", ScriptResult.LONG);

  void run(long epoch, boolean frozen) {
    access.run(SCRIPT, input -> input.arg(epoch).arg(frozen ? 1 : 0));
  }
}
