package io.mycelium.cli;

/// What is said where no gateway runs that could say more.
final class BuiltInHelp {
  static final String TEXT =
      """
      Mycelium: people, agents and drones work together in rooms.

        ./mycelium up        start a gateway on this machine, with its Redis and a drone
        ./mycelium drone     start one more drone, on this machine or another
        ./mycelium help      all commands, from the gateway that runs

      No gateway is running on this machine. Once one is, './mycelium task create "..."' and
      all other commands go to it. Another machine's gateway is named by MYCELIUM_URL, and
      MYCELIUM_KEY holds the key that its operator gave you.\
      """;

  private BuiltInHelp() {}
}
