package io.mycelium.redis.jobs;

import io.mycelium.core.job.Completion;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.List;

/// Runs `complete.lua`.
record CompleteScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "complete", ScriptResult.LIST, List.of(), "job", "bell", "lines", "ends", "ending");

  List<Boolean> run(List<Completion> results) {
    List<Object> answers =
        access.run(
            SCRIPT,
            input -> {
              for (Completion one : results) {
                Leases.add(input, one.lease()).arg(Json.write(one.result()));
              }
              return input;
            });
    return answers.stream().map(answer -> answer.equals(1L)).toList();
  }
}
