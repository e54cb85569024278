package io.mycelium.redis.jobs;

import io.mycelium.core.job.Completion;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `complete.lua`.
record CompleteScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "complete",
          ScriptResult.LIST,
          new QueueAccess.Parts(
              List.of("closed"),
              List.of("job", "bell", "lines", "ends", "ending"),
              List.of("done")));

  List<Boolean> run(List<Completion> results) {
    return accepted(access.run(SCRIPT, input -> add(input, results)));
  }

  /// Adds what is told of each result.
  static ScriptInput add(ScriptInput input, List<Completion> results) {
    for (Completion one : results) {
      Leases.add(input, one.lease()).arg(Json.write(one.result()));
    }
    return input;
  }

  /// Reads what is answered of each.
  static List<Boolean> accepted(List<?> answers) {
    return answers.stream().map(answer -> answer.equals(1L)).toList();
  }
}
