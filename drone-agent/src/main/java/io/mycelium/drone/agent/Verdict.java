package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.job.Again;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobLimits;
import io.mycelium.core.json.Json;
import io.mycelium.core.text.Cut;
import io.mycelium.core.text.PlainText;
import io.mycelium.drone.sandbox.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the end of a run and its last words mean.
sealed interface Verdict {
  /// Bytes of a reply at most; a chat is no place for more.
  int LONGEST_MARKDOWN = 64 << 10;

  int LONGEST_MESSAGE = 2_000;

  /// Signals that often mean that memory ran out: SIGABRT, SIGBUS, SIGKILL, SIGSEGV.
  Set<Integer> OF_MEMORY = Set.of(6, 7, 9, 11);

  /// The script spoke; files may come with it.
  record Replied(String markdown) implements Verdict {}

  /// It brought nothing.
  ///
  /// @param again what it says of another try
  record Failed(JobFailure failure, Again again) implements Verdict {}

  /// Judges a run that nobody stopped.
  static Verdict of(Outcome outcome, JobOutput output, JobLimits limits) {
    return switch (outcome) {
      case Outcome.Exited(int code) when code == 0 -> spoken(output.reply());
      case Outcome.Exited(int code) ->
          new Failed(
              new JobFailure("exit", shown(complaint(code, output)), Optional.of(code)),
              AnotherTry.of(code, object(output.reply())));
      case Outcome.Killed(int signal) -> failed("killed", ended(signal, limits));
      case Outcome.TimedOut() ->
          failed(
              "timeout",
              "It did not end within %s and was stopped."
                  .formatted(Words.duration(limits.timeout())));
      case Outcome.OutOfMemory() ->
          failed(
              "out-of-memory",
              "It ran out of memory: %s.".formatted(Words.bytes(limits.memoryBytes())));
      case Outcome.OutOfProcessorTime() ->
          failed(
              "cpu-time",
              "It used up its processor time%s and was stopped."
                  .formatted(
                      limits.cpuTime().map(time -> " of " + Words.duration(time)).orElse("")));
      case Outcome.Cancelled() -> failed("killed", "It was stopped.");
      case Outcome.NotStarted(String reason) -> failed("not-started", reason);
    };
  }

  private static String ended(int signal, JobLimits limits) {
    String words = "It was ended by %s.".formatted(Words.signal(signal));
    return OF_MEMORY.contains(signal)
        ? words
            + " Its processes may use %s of memory each."
                .formatted(Words.bytes(limits.memoryBytes()))
        : words;
  }

  private static Verdict spoken(String said) {
    Optional<JsonNode> json = object(said);
    Optional<String> error = json.flatMap(object -> text(object, "error"));
    if (error.isPresent()) {
      return failed("error", error.get(), AnotherTry.of(0, json));
    }
    Optional<Duration> snooze = json.flatMap(AnotherTry::snooze);
    if (snooze.isPresent()) {
      String message = "It wants to be run again in %s.".formatted(Words.duration(snooze.get()));
      return failed("snooze", message, Again.snooze(snooze.get()));
    }
    return new Replied(shortened(json.flatMap(object -> text(object, "markdown")).orElse(said)));
  }

  private static String complaint(int code, JobOutput output) {
    Optional<String> error = object(output.reply()).flatMap(object -> text(object, "error"));
    List<String> last = output.lastLines();
    return error.orElseGet(() ->
        last.isEmpty()
            ? "It ended with code %d and said nothing.".formatted(code)
            : "It ended with code %d.\n%s".formatted(code, String.join("\n", last)));
  }

  private static Optional<JsonNode> object(String said) {
    if (!said.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(said));
    } catch (Json.Unreadable e) {
      // A text that begins like JSON is a text.
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode object, String name) {
    return Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static String shortened(String said) {
    String clean = PlainText.clean(said).strip();
    String kept = Cut.toBytes(clean, LONGEST_MARKDOWN);
    return kept.length() == clean.length()
        ? kept
        : kept + "\n\n*[The rest of the reply is left out: it is longer than 64 KiB.]*";
  }

  private static Verdict failed(String code, String message) {
    return failed(code, message, Again.AS_PLANNED);
  }

  private static Verdict failed(String code, String message, Again again) {
    return new Failed(new JobFailure(code, shown(message)), again);
  }

  private static String shown(String message) {
    String clean = PlainText.clean(message).strip();
    String kept = Cut.to(clean, LONGEST_MESSAGE);
    return kept.length() == clean.length() ? kept : kept + "…";
  }
}
