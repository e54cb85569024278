package io.mycelium.redis.jobs;

import io.mycelium.core.job.QueuePolicy;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `policy.lua`.
record PolicyScript(QueueAccess access) {
  private static final Script<Long> SCRIPT = QueueAccess.script("policy", ScriptResult.LONG);

  void set(QueuePolicy policy) {
    access.run(
        SCRIPT,
        input ->
            input
                .arg(policy.most())
                .arg(policy.mostOfRoom())
                .arg(policy.shun())
                .arg(policy.quarantineAfter())
                .arg(policy.age()));
  }
}
