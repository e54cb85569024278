package io.mycelium.cli;

import java.util.Optional;

/// The options that every command has.
enum Global {
  ROOM("room", "NAME", "in that room; 'main' when left out"),
  JSON("json", "", "print the gateway's answer as JSON, and nothing else"),
  NO_WAIT("no-wait", "", "do not wait for an approval or a job"),
  TIMEOUT("timeout", "TIME", "wait at most so long, such as 90s or 10m"),
  OUTPUT(
      "output", "FILE", "save the file that comes back, or else the text; '-' for standard output"),
  YES("yes", "", "confirm what cannot be undone"),
  REQUEST_ID("request-id", "ID", "repeat a call under its id: nothing is done twice"),
  DATA("data", "FOLDER", "the gateway's data folder; ~/.mycelium when left out"),
  NO_COLOR("no-color", "", "no colours on the terminal"),
  HELP("help", "", "what a command does and takes; also -h"),
  VERSION("version", "", "the version of this program");

  /// The only option that has a short form.
  static final String SHORT_HELP = "-h";

  private final String word;
  private final String value;
  private final String help;

  /// @param value what stands for its value in help; empty for a flag
  Global(String word, String value, String help) {
    this.word = word;
    this.value = value;
    this.help = help;
  }

  String word() {
    return word;
  }

  boolean flag() {
    return value.isEmpty();
  }

  static Optional<Global> named(String word) {
    for (Global global : values()) {
      if (global.word.equals(word)) {
        return Optional.of(global);
      }
    }
    return Optional.empty();
  }

  /// All of them, a line each.
  static String help() {
    var out = new StringBuilder("With every command:");
    for (Global global : values()) {
      String line = "--" + global.word + (global.flag() ? "" : " " + global.value);
      out.append("\n  ").append(line).append(" ".repeat(18 - line.length())).append(global.help);
    }
    return out.toString();
  }
}
