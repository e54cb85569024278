package io.mycelium.cli;

import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.wire.DataFolder;
import io.mycelium.core.command.LauncherWord;
import io.mycelium.core.text.PlainText;

/// What this program says of itself, whether a gateway runs or not.
final class BuiltInHelp {
  private static final int WIDEST = 31;

  private static final String FETCH =
      """

        DIGEST         64 hexadecimal digits, as the line below a file's name has them
        --output FILE  where it goes; '-' for standard output, which is meant when it is left out

      The file is checked against its digest, and saved whole or not at all.\
      """;

  private BuiltInHelp() {}

  /// All there is to say where no gateway runs that could say more.
  static String text(DataFolder folder) {
    return """
    Mycelium: people, agents and drones work together in rooms.

    %s

    No gateway is running on this machine with its data in %s.
    Once one is, './mycelium help' lists its commands, such as './mycelium task create "..."'.
    Another folder is named by --data or MYCELIUM_DATA, another machine's gateway by
    MYCELIUM_URL, and MYCELIUM_KEY holds the key that its operator gave you.\
    """
        .formatted(words(), PlainText.line(folder.path().toString(), 200));
  }

  /// The words that are no gateway's commands, a line each.
  static String words() {
    var out = new StringBuilder("Without any gateway:");
    for (LauncherWord own : LauncherWord.values()) {
      out.append("\n  ")
          .append(Spelling.PROGRAM)
          .append(own.usage())
          .append(" ".repeat(WIDEST - own.usage().length()));
      out.append(own.summary());
    }
    return out.toString();
  }

  /// One of those words explained.
  static String of(LauncherWord own) {
    String more =
        switch (own) {
          case UP, DRONE ->
              "\n\n'%s%s --help' shows the options.".formatted(Spelling.PROGRAM, own.word());
          case FETCH -> "\n" + FETCH;
        };
    return Spelling.PROGRAM + own.usage() + "\n\n" + own.summary() + "." + more;
  }
}
