package io.mycelium.cli.show;

/// Colours and weights on a terminal; on none, text stays what it is.
public enum Ink {
  ON,
  OFF;

  /// What ink there is.
  public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /// The text in a style.
  ///
  /// @param text safe to show
  public String paint(Style style, String text) {
    return this == OFF || text.isEmpty() ? text : "\u001b[" + style.code + "m" + text + "\u001b[0m";
  }

  /// The word of a state in its colour.
  public String state(String word) {
    return switch (word) {
      case "done", "granted", "run", "running", "ready", "finished", "contained" ->
          paint(Style.GREEN, word);
      case "pending", "waiting", "open", "started", "stopped" -> paint(Style.YELLOW, word);
      case "denied", "expired", "failed", "refused", "cancelled", "dead", "broken", "revoked" ->
          paint(Style.RED, word);
      default -> paint(Style.CYAN, word);
    };
  }
}
