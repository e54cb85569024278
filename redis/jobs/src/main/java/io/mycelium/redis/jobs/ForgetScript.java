package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `forget.lua`.
record ForgetScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("forget", ScriptResult.LONG, "job");

  /// Lets go of so many at most.
  ///
  /// @return whether there may be more
  boolean run(int max) {
    return access.run(SCRIPT, input -> input.arg(max)) >= max;
  }
}
