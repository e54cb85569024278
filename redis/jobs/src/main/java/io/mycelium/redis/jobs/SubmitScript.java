package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;

/// Runs `submit.lua`.
record SubmitScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "submit",
          ScriptResult.LIST,
          new QueueAccess.Parts(
              List.of("bell", "open"),
              List.of("job", "closed", "lines", "ends", "submitting"),
              List.of()));

  /// What is told in place of a line when the jobs have none in common.
  private static final List<String> NO_LINE = List.of("", "", "");

  /// How soon there may be room again: about as long as it takes to work some jobs off.
  private static final Duration LATER = Duration.ofSeconds(5);

  List<Submitted> run(List<JobSpec> jobs) {
    List<JobWords> all = jobs.stream().map(JobWords::new).toList();
    List<Object> answers =
        access.run(
            SCRIPT,
            input -> {
              line(all).forEach(input::arg);
              for (JobWords words : all) {
                input
                    .arg(words.job().id().value())
                    .arg(words.kind())
                    .arg(words.spec())
                    .arg(words.extra());
              }
              return input;
            });
    return answers.stream().map(answer -> submitted(String.valueOf(answer))).toList();
  }

  private static List<String> line(List<JobWords> jobs) {
    List<List<String>> lines = jobs.stream().map(JobWords::line).distinct().limit(2).toList();
    return lines.size() == 1 && jobs.stream().allMatch(JobWords::plain)
        ? lines.getFirst()
        : NO_LINE;
  }

  /// A refusal of its words.
  static Submitted.Full full(String[] words) {
    return new Submitted.Full(Submitted.Scope.valueOf(words[1]), Long.parseLong(words[2]), LATER);
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
      case "full" -> full(words);
      default -> throw new IllegalStateException("submit.lua does not answer " + words[0]);
    };
  }
}
