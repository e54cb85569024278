package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Values of options of this program's own, read as a command's would be.
final class Wish {
  private static final Option TIMEOUT =
      new Option(
          Global.TIMEOUT.word(),
          "",
          OptionType.DURATION,
          false,
          false,
          Optional.empty(),
          List.of(),
          Option.Range.ANY);

  private Wish() {}

  /// How long to wait at most; without one, for ever.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when it is no duration
  static Optional<Duration> timeout(Line line) {
    Optional<String> given = line.value(Global.TIMEOUT);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    JsonNode read =
        CommandLine.parse(List.of("--timeout=" + given.get()), List.of(TIMEOUT))
            .path(Global.TIMEOUT.word());
    try {
      return Optional.of(Duration.parse(read.asText("")));
    } catch (DateTimeException e) {
      throw Problem.local(
              ExitCode.USAGE,
              "bad-timeout",
              "Option 'timeout' is '%s', but takes %s."
                  .formatted(
                      io.mycelium.core.text.PlainText.line(given.get(), 60), TIMEOUT.allowed()))
          .stop();
    }
  }
}
