package io.mycelium.functions.dropin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.StartOptions;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Deadlines;
import io.mycelium.core.job.Dependencies;
import io.mycelium.core.job.Dependencies.OnFailure;
import io.mycelium.core.job.Plan;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.text.Spans;
import io.mycelium.functions.jobs.StartJob.Earlier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// When a call lets its job start: what [StartOptions] say of it.
///
/// @param delay from when the job comes into the queue, before which it does not start
record JobStart(Duration delay, Dependencies after) {
  private static final Option JOB = Scalars.bare(OptionType.REFERENCE);
  private static final int SHOWN = 40;

  /// What came of reading.
  sealed interface Read {
    record Fits(JobStart start) implements Read {}

    record Misfits(Reply.Refused why) implements Read {}
  }

  /// Reads the options of a call.
  ///
  /// @param function that is called, for people
  /// @param values canonical, the function's own among them
  /// @param deadlines of the function's jobs
  /// @param jobs finds those that are named
  static Read read(
      String function, ObjectNode values, Deadlines deadlines, Function<Reference, Earlier> jobs) {
    return new Reader(function, values, jobs).read(deadlines);
  }

  /// The values that are the function's own.
  static ObjectNode own(ObjectNode values) {
    ObjectNode own = values.deepCopy();
    StartOptions.ALL.forEach(option -> own.remove(option.name()));
    return own;
  }

  Plan on(Plan plan) {
    return plan.delayed(delay).after(after);
  }

  /// Whether the job may stay in the queue for long before it starts.
  boolean later() {
    return delay.isPositive() || !after.jobs().isEmpty();
  }

  private record Reader(String function, ObjectNode values, Function<Reference, Earlier> jobs) {
    Read read(Deadlines deadlines) {
      Duration delay =
          Optional.ofNullable(values.get(StartOptions.IN))
              .map(value -> Duration.parse(value.textValue()))
              .orElse(Duration.ZERO);
      Optional<Duration> total = deadlines.total();
      if (total.filter(time -> time.compareTo(delay) <= 0).isPresent()) {
        return misfit(
            StartOptions.IN,
            Spans.shortest(delay),
            "is %s, but the function's jobs have to end within %s of their call"
                .formatted(Spans.shortest(delay), Spans.shortest(total.get())));
      }
      boolean anyway = values.path(StartOptions.ANYWAY).asBoolean();
      if (values.hasNonNull(StartOptions.AFTER)) {
        return after(delay, anyway ? OnFailure.GO_ON : OnFailure.FAIL);
      }
      return anyway
          ? misfit(
              StartOptions.ANYWAY,
              "true",
              "goes with '%s', which says what the job waits for".formatted(StartOptions.AFTER))
          : new Read.Fits(new JobStart(delay, Dependencies.NONE));
    }

    private Read after(Duration delay, OnFailure onFailure) {
      List<String> words =
          Stream.of(values.path(StartOptions.AFTER).textValue().split("[\\s,]+"))
              .filter(word -> !word.isEmpty())
              .distinct()
              .toList();
      if (words.isEmpty() || words.size() > Dependencies.MOST) {
        return after(
            "%d jobs".formatted(words.size()),
            "names %d jobs, but takes 1 to %d".formatted(words.size(), Dependencies.MOST));
      }
      Set<JobId> ids = new LinkedHashSet<>();
      for (String word : words) {
        Optional<Reference> named =
            JOB.canonical(new TextNode(word)).map(job -> new Reference(job.textValue()));
        if (named.isEmpty()) {
          return after(
              PlainText.line(word, SHOWN),
              "names '%s', which is no job: a job is a number such as 12 or #12, or an id"
                  .formatted(PlainText.line(word, SHOWN)));
        }
        switch (jobs.apply(named.get())) {
          case Earlier.Found(var id) -> ids.add(id);
          case Earlier.Unknown() -> {
            return missing(
                named.get(),
                "not-found",
                "which is no job of this room; 'job list --all' shows those there are");
          }
          case Earlier.Forgotten() -> {
            return missing(
                named.get(),
                "forgotten",
                "which ended, and of which the queue has nothing any more");
          }
        }
      }
      return new Read.Fits(new JobStart(delay, new Dependencies(new ArrayList<>(ids), onFailure)));
    }

    private Read after(String given, String message) {
      return misfit(StartOptions.AFTER, given, message);
    }

    private Read missing(Reference job, String code, String why) {
      return refused(
          Reply.Reason.NOT_FOUND,
          code,
          StartOptions.AFTER,
          job.toString(),
          "names %s, %s".formatted(job, why));
    }

    private Read misfit(String option, String given, String message) {
      return refused(Reply.Reason.INVALID, "bad-options", option, given, message);
    }

    private Read refused(
        Reply.Reason reason, String code, String option, String given, String message) {
      String allowed =
          StartOptions.ALL.stream()
              .filter(declared -> declared.name().equals(option))
              .map(Option::allowed)
              .findFirst()
              .orElseThrow();
      var error = new FieldError(option, given, allowed, message, List.of());
      return new Read.Misfits(
          new Reply.Refused(
              reason,
              code,
              "'%s' cannot run like this. %s".formatted(function, error.sentence()),
              List.of(error),
              Optional.empty(),
              List.of(),
              Optional.empty()));
    }
  }
}
