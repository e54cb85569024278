package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobClass;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `kept.lua`.
record KeptScript(QueueAccess access) {
  private static final int AT_ONCE = 256;

  private static final Script<Long> SCRIPT =
      QueueAccess.script("kept", ScriptResult.LONG, "job", "bell", "lines", "places");

  /// @param why empty when a drone can serve them again
  void run(JobClass jobClass, String why) {
    access.run(SCRIPT, input -> input.arg(jobClass.name()).arg(why).arg(AT_ONCE));
  }
}
