package io.mycelium.redis.jobs;

import io.mycelium.core.job.QueueControl;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `control.lua`.
record ControlScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("control", ScriptResult.LONG);

  void run(QueueControl control) {
    access.run(SCRIPT, input -> input.arg(control.target().name()).arg(control.mode().word()));
  }
}
