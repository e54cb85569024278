package io.mycelium.redis.jobs;

import io.mycelium.core.job.Beat;
import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Locale;
import java.util.Optional;

/// Runs `heartbeat.lua`.
record HeartbeatScript(QueueAccess access) {
  private static final Script<Optional<String>> SCRIPT =
      QueueAccess.script("heartbeat", ScriptResult.TEXT, "job", "lease");

  Beat run(Lease lease) {
    return beat(access.run(SCRIPT, input -> Leases.add(input, lease)));
  }

  /// What a script says to a drone that has a job.
  static Beat beat(Optional<String> answer) {
    return Beat.valueOf(answer.orElseThrow().toUpperCase(Locale.ROOT));
  }
}
