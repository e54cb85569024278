package io.mycelium.redis.jobs;

import io.mycelium.core.job.Completion;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.ArrayList;
import java.util.List;

/// Runs `complete.lua`.
record CompleteScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "complete",
          ScriptResult.LIST,
          new QueueAccess.Parts(
              List.of("closed"),
              List.of("job", "bell", "lines", "limits", "ends", "ending"),
              List.of("done")));

  /// What is told of each result.
  static final int WORDS = 3;

  List<Boolean> run(List<Completion> results) {
    return accepted(access.run(SCRIPT, input -> input.args(words(results))));
  }

  /// What is told of each result, one after the other.
  static List<String> words(List<Completion> results) {
    List<String> words = new ArrayList<>(results.size() * WORDS);
    for (Completion one : results) {
      words.add(one.lease().job().value());
      words.add(one.lease().drone().value() + " " + one.lease().fence());
      words.add(Json.write(one.result()));
    }
    return words;
  }

  /// Reads what is answered of each.
  static List<Boolean> accepted(List<?> answers) {
    return answers.stream().map(answer -> answer.equals(1L)).toList();
  }
}
