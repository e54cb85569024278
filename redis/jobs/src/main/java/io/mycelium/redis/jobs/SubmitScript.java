package io.mycelium.redis.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import io.mycelium.redis.client.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs `submit.lua`. Calls for the same line that come at the same time go together. Thread-safe.
final class SubmitScript {
  private static final Script<List<Object>> SCRIPT =
      QueueAccess.usualScript(
          "submit",
          ScriptResult.LIST,
          new QueueAccess.Parts(
              List.of("bell", "open"),
              List.of("job", "closed", "lines", "limits", "ends", "submitting"),
              List.of()));

  /// What is told in place of a line when the jobs have none in common, or one is there twice.
  private static final List<String> NO_LINE = List.of("", "", "");

  /// Jobs that go together at most: more would hold up Redis for some milliseconds.
  private static final int MOST = 64;

  /// How soon there may be room again: about as long as it takes to work some jobs off.
  private static final Duration LATER = Duration.ofSeconds(5);

  /// What is told of a job.
  private record Told(String id, String kind, String spec, Optional<ObjectNode> extra) {
    static Told of(JobWords words) {
      return new Told(words.job().id().value(), words.kind(), words.spec(), words.extra());
    }
  }

  /// Jobs of one call. They are put into words by whoever asks, not amid the calls of others.
  ///
  /// @param line where all of them only have to wait
  private record Jobs(List<String> line, List<Told> told) {
    static Jobs of(List<JobSpec> specs) {
      List<JobWords> jobs = specs.stream().map(JobWords::new).toList();
      List<List<String>> lines = jobs.stream().map(JobWords::line).distinct().limit(2).toList();
      boolean plain = lines.size() == 1 && jobs.stream().allMatch(JobWords::plain);
      return new Jobs(plain ? lines.getFirst() : NO_LINE, jobs.stream().map(Told::of).toList());
    }
  }

  private final QueueAccess access;
  private final Together<List<String>, Jobs, List<Submitted>> together;

  SubmitScript(QueueAccess access) {
    this.access = access;
    this.together =
        access.together(
            SCRIPT,
            new Together.Shape<>(MOST, jobs -> jobs.told().size()),
            SubmitScript::add,
            SubmitScript::parts);
  }

  /// Puts jobs in, in their order; ends at the first that is refused.
  ///
  /// @return of each that was tried
  List<Submitted> run(List<JobSpec> specs) {
    Jobs jobs = Jobs.of(specs);
    if (jobs.line().equals(NO_LINE)) {
      return alone(jobs);
    }
    List<Submitted> answers = StoreConnection.translated(() -> together.ask(jobs.line(), jobs));
    // A refusal ends the call for those, too, that went with it.
    return answers.isEmpty() ? alone(jobs) : answers;
  }

  private List<Submitted> alone(Jobs jobs) {
    return access.run(SCRIPT, input -> add(input, List.of(jobs))).stream()
        .map(SubmitScript::submitted)
        .toList();
  }

  /// @param calls for the same line
  private static ScriptInput add(ScriptInput input, List<Jobs> calls) {
    List<Told> all = calls.stream().flatMap(jobs -> jobs.told().stream()).toList();
    boolean each = all.stream().map(Told::id).distinct().count() == all.size();
    input.args(each ? calls.getFirst().line() : NO_LINE);
    input.arg(all.stream().map(Told::kind).collect(Collectors.joining()));
    input.arg(extras(all));
    all.forEach(job -> input.args(List.of(job.id(), job.spec())));
    return input;
  }

  /// What few of them have, by their numbers; empty when none has.
  private static String extras(List<Told> jobs) {
    ObjectNode extras = Json.object();
    for (int i = 0; i < jobs.size(); i++) {
      int number = i + 1;
      jobs.get(i).extra().ifPresent(extra -> extras.set(Integer.toString(number), extra));
    }
    return extras.isEmpty() ? "" : Json.write(extras);
  }

  private static List<List<Submitted>> parts(List<Jobs> calls, List<Object> answers) {
    List<List<Submitted>> parts = new ArrayList<>();
    int from = 0;
    for (Jobs jobs : calls) {
      int to = Math.min(answers.size(), from + jobs.told().size());
      parts.add(answers.subList(from, to).stream().map(SubmitScript::submitted).toList());
      from = to;
    }
    return parts;
  }

  /// A refusal of its words.
  static Submitted.Full full(String[] words) {
    return new Submitted.Full(Submitted.Scope.valueOf(words[1]), Long.parseLong(words[2]), LATER);
  }

  private static Submitted submitted(Object answer) {
    String[] words = String.valueOf(answer).split(" ", -1);
    return switch (words[0]) {
      case "queued" -> new Submitted.Queued(true);
      case "known" -> new Submitted.Known(true);
      case "frozen" -> new Submitted.Frozen();
      case "draining" -> new Submitted.Draining();
      case "same" -> new Submitted.Same(new JobId(words[1]));
      case "missing" -> new Submitted.Missing(new JobId(words[1]));
      case "full" -> full(words);
      default -> throw new IllegalStateException("submit.lua does not answer " + words[0]);
    };
  }
}
