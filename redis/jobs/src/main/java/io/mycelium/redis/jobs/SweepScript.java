package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `sweep.lua`, a part of the open jobs at a time.
record SweepScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script(
          "sweep", ScriptResult.LIST, "job", "bell", "lines", "places", "closed", "limits", "ends");

  /// Where it begins, and what it tells at the end.
  static final String START = "0";

  /// Tells where to go on.
  String run(String from, int max) {
    List<Object> answer = access.run(SCRIPT, input -> input.arg(from).arg(max));
    return String.valueOf(answer.getFirst());
  }
}
