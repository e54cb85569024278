package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;

/// Runs `idle.lua`.
record IdleScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("idle", ScriptResult.LONG);

  void run(Duration wait) {
    access.run(SCRIPT, input -> input.arg(wait));
  }
}
