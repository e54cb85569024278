package io.mycelium.drone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.CommandLine.Argument;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.job.Places;
import io.mycelium.core.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A template with the values of one job in its places.
///
/// A value is one argument, or stands within one, as it is. A text that would be taken for an
/// option of the program is refused: before `--`, an argument that begins with the text of a caller
/// must not begin with a dash.
///
/// @param setup in their order
record FilledTemplate(List<Step> setup, List<String> argv, Map<String, String> environment) {
  /// Bytes of an argument at most; the kernel takes some more.
  private static final int LONGEST = OptionVariables.LONGEST;

  record Step(String name, List<String> argv) {}

  /// Why it cannot be filled.
  static final class Unfillable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobFailure failure;

    private Unfillable(String code, String message) {
      super(message);
      this.failure = new JobFailure(code, message);
    }

    JobFailure failure() {
      return failure;
    }
  }

  /// The code of a failure that says nothing of the job, but of this machine: another may run it.
  static final String OTHER_SYSTEM = "other-system";

  /// Fills all of it.
  ///
  /// @param system this drone's tag
  /// @param options as the job sees them
  /// @param given what the drone says to every job, by variable
  /// @throws Unfillable when there is no command for the system, or a value does not fit
  static FilledTemplate of(
      JobTemplate template, String system, ObjectNode options, Map<String, String> given) {
    var filling = new Filling(system, options, given);
    return new FilledTemplate(
        template.setup().stream().map(s -> new Step(s.name(), filling.argv(s.run()))).toList(),
        filling.argv(template.run()),
        filling.environment(template.environment()));
  }

  private record Filling(String system, ObjectNode options, Map<String, String> given) {
    private List<String> argv(CommandLine command) {
      List<Argument> arguments =
          command
              .on(system)
              .orElseThrow(() ->
                  new Unfillable(
                      OTHER_SYSTEM,
                      "The template has commands for %s, and none for %s, which this drone runs on."
                          .formatted(String.join(", ", command.systems()), system)));
      List<String> argv = new ArrayList<>();
      for (Argument argument : arguments) {
        if (argument.when().isEmpty() || applies(options.path(argument.when().get()))) {
          argument.texts().forEach(text -> argv.add(argument(text, argv.contains("--"))));
        }
      }
      return argv;
    }

    private static boolean applies(JsonNode value) {
      return value.isBoolean() ? value.booleanValue() : !value.isMissingNode() && !value.isNull();
    }

    private String argument(String text, boolean afterDashes) {
      String filled = Places.filled(text, this::value).orElse("");
      for (String name : Places.in(text)) {
        boolean first = text.startsWith("{" + name + "}");
        if (first && !afterDashes && options.path(name).isTextual() && filled.startsWith("-")) {
          throw new Unfillable(
              "argument",
              "The option '%s' begins with a dash, and the program would take it for an option."
                  .formatted(name));
        }
      }
      return checked(text, filled);
    }

    private static String checked(String text, String filled) {
      if (filled.indexOf('\0') >= 0 || filled.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
        throw new Unfillable(
            "argument",
            "What is filled into '%s' has a NUL or more than %s."
                .formatted(PlainText.line(text, 100), Words.bytes(LONGEST)));
      }
      return filled;
    }

    private Map<String, String> environment(Map<String, String> asked) {
      Map<String, String> environment = new LinkedHashMap<>();
      asked.forEach((name, text) ->
          Places.filled(text, this::value)
              .ifPresent(value -> environment.put(name, checked(text, value))));
      return environment;
    }

    private Optional<String> value(String name) {
      JsonNode value = options.path(name);
      return value.isValueNode() && !value.isNull()
          ? Optional.of(value.asText())
          : Optional.ofNullable(given.get(name));
    }
  }
}
