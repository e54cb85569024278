package io.mycelium.cli;

/// Which of the standard streams are a terminal, and how wide it is.
///
/// @param columns 0 when that is not known
record Terminal(boolean in, boolean out, boolean err, int columns) {
  static final Terminal NONE = new Terminal(false, false, false, 0);

  /// As the launcher found it: Java can only tell whether input and output both are one.
  @SuppressWarnings("SystemConsoleNull") // The console of java.base is null where there is none.
  static Terminal detect() {
    String streams = System.getProperty("mycelium.terminal");
    if (streams == null) {
      boolean all = System.console() != null && System.console().isTerminal();
      return new Terminal(all, all, all, number(System.getenv("COLUMNS")));
    }
    return new Terminal(
        streams.contains("0"),
        streams.contains("1"),
        streams.contains("2"),
        number(System.getProperty("mycelium.columns")));
  }

  private static int number(@org.jspecify.annotations.Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 5) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return 0;
      }
    }
    return Integer.parseInt(text);
  }
}
