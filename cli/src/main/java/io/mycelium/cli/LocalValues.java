package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that mean something on this machine alone: relative paths, and `-` for standard input.
final class LocalValues {
  private static final String STANDARD_INPUT = "-";

  /// More than any text that a command takes.
  private static final int LONGEST = 4 << 20;

  private final Surroundings around;
  private @Nullable String input;

  LocalValues(Surroundings around) {
    this.around = around;
  }

  /// Puts in what the values stand for.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when standard input is wanted twice, or too long
  ObjectNode settle(ObjectNode values, List<Option> options) {
    String reader = "";
    for (Option option : options) {
      JsonNode value = values.path(option.name());
      if (option.type() == OptionType.PATH && value.isTextual()) {
        values.put(option.name(), absolute(value.textValue()));
      } else if (reads(option.type()) && STANDARD_INPUT.equals(value.textValue())) {
        if (!reader.isEmpty()) {
          throw wrong(
              "Standard input can be read once: for --%s or for --%s."
                  .formatted(reader, option.name()));
        }
        reader = option.name();
        if (option.type() == OptionType.TEXT) {
          values.put(option.name(), input());
        }
      }
    }
    return values;
  }

  /// A file is read later, when it is uploaded.
  private static boolean reads(OptionType type) {
    return type == OptionType.TEXT || type == OptionType.FILE;
  }

  /// An absolute path stays as it is: whoever reads there decides what it leads to.
  private String absolute(String path) {
    try {
      return path.isEmpty() || path.startsWith("/")
          ? path
          : around.workingFolder().resolve(path).normalize().toString();
    } catch (InvalidPathException e) {
      return path;
    }
  }

  private String input() {
    if (input == null) {
      try {
        byte[] bytes = around.in().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
          throw wrong("Standard input has more than 4 MB of text.");
        }
        input = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
      } catch (IOException e) {
        throw wrong("Standard input cannot be read.");
      }
    }
    return input;
  }

  private static RuntimeException wrong(String sentence) {
    return Problem.local(ExitCode.USAGE, "bad-input", sentence).stop();
  }
}
