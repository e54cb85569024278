package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `age.lua`, a part of the classes at a time.
record AgeScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("age", ScriptResult.LIST, "job", "bell", "lines", "places");

  /// Where it begins, and what it tells at the end.
  static final String START = "0";

  /// Tells where to go on.
  ///
  /// @param level from which jobs rise
  /// @param max how many of them
  String run(String level, String from, int max) {
    List<Object> answer = access.run(SCRIPT, input -> input.arg(level).arg(from).arg(max));
    return String.valueOf(answer.getFirst());
  }
}
