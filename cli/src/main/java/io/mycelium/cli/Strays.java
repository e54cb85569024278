package io.mycelium.cli;

import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Options that there are not where they stand.
final class Strays {
  private static final int SHOWN = 60;

  private Strays() {}

  /// Whether the name is nearly that of an option of every command.
  static boolean nearEvery(String name) {
    return !Nearest.to(name, every()).isEmpty();
  }

  /// Says what was probably meant.
  ///
  /// @param arg the option as it was typed
  /// @param own options that there are besides those of every command
  static Problem problem(String arg, Collection<String> own) {
    List<String> known = new ArrayList<>(own);
    known.addAll(every());
    return Problem.local(
        ExitCode.USAGE,
        "unknown-option",
        arg.startsWith("--")
            ? unknown(arg, Nearest.to(name(arg), known))
            : CommandLine.noShortOption(arg, known));
  }

  private static String unknown(String arg, List<String> near) {
    return "There is no option '%s' here. %s"
        .formatted(
            PlainText.line(arg, SHOWN),
            near.isEmpty()
                ? "A command's own options stand behind its name; './mycelium help' lists those of every command."
                : "Did you mean '--%s'?".formatted(String.join("' or '--", near)));
  }

  private static List<String> every() {
    List<String> words = new ArrayList<>();
    for (Global global : Global.values()) {
      words.add(global.word());
    }
    return words;
  }

  private static String name(String arg) {
    int equals = arg.indexOf('=');
    return arg.substring(2, equals < 0 ? arg.length() : equals);
  }
}
