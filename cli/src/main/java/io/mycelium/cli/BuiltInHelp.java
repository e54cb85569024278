package io.mycelium.cli;

import io.mycelium.cli.wire.DataFolder;
import io.mycelium.core.text.PlainText;

/// What is said where no gateway runs that could say more.
final class BuiltInHelp {
  private static final String TEXT =
      """
      Mycelium: people, agents and drones work together in rooms.

        ./mycelium up        start a gateway on this machine, with its Redis and a drone
        ./mycelium drone     start one more drone, on this machine or another
        ./mycelium help      all commands, from the gateway that runs

      No gateway is running on this machine with its data in %s.
      Once one is, './mycelium task create "..."' and all other commands go to it. Another
      folder is named by --data or MYCELIUM_DATA, another machine's gateway by MYCELIUM_URL,
      and MYCELIUM_KEY holds the key that its operator gave you.\
      """;

  private BuiltInHelp() {}

  static String text(DataFolder folder) {
    return TEXT.formatted(PlainText.line(folder.path().toString(), 200));
  }
}
