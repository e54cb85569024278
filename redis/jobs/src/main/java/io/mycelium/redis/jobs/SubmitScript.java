package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;

/// Runs `submit.lua`.
record SubmitScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script("submit", ScriptResult.LIST, "job", "lines", "ends");

  /// How soon there may be room again: about as long as it takes to work some jobs off.
  static final Duration LATER = Duration.ofSeconds(5);

  List<Submitted> run(List<JobSpec> jobs) {
    List<Object> answers =
        access.run(
            SCRIPT,
            input -> {
              for (JobSpec job : jobs) {
                var words = new JobWords(job);
                input
                    .arg(job.id().value())
                    .arg(Json.write(job))
                    .arg(words.fact())
                    .arg(words.plan())
                    .arg(job.plan().delay())
                    .arg(words.extra());
              }
              return input;
            });
    return answers.stream().map(answer -> submitted(String.valueOf(answer))).toList();
  }

  private static Submitted submitted(String answer) {
    String[] words = answer.split(" ", -1);
    return switch (words[0]) {
      case "queued" -> new Submitted.Queued(true);
      case "known" -> new Submitted.Known();
      case "frozen" -> new Submitted.Frozen();
      case "draining" -> new Submitted.Draining();
      case "same" -> new Submitted.Same(new JobId(words[1]));
      case "missing" -> new Submitted.Missing(new JobId(words[1]));
      case "full" ->
          new Submitted.Full(Submitted.Scope.valueOf(words[1]), Long.parseLong(words[2]), LATER);
      default -> throw new IllegalStateException("submit.lua does not answer " + words[0]);
    };
  }
}
