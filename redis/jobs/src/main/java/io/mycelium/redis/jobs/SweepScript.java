package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `sweep.lua`, a part of the open jobs at a time.
record SweepScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("sweep", ScriptResult.LIST, "job", "lines", "places");

  /// Tells at which place to go on.
  long run(long from, int max) {
    List<Object> answer = access.run(SCRIPT, input -> input.arg(from).arg(max));
    return Long.parseLong(String.valueOf(answer.getFirst()));
  }
}
