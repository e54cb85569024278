package io.mycelium.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of a line as a POSIX shell has them: both kinds of quotes and the backslash; variables
/// and patterns stay what they are.
public final class ShellWords {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*");

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  private List<String> words() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n' -> end();
        case '\'' -> single();
        case '"' -> quoted();
        case '\\' -> escaped();
        default -> take(c);
      }
    }
    end();
    return List.copyOf(words);
  }

  private void take(char c) {
    begun = true;
    word.append(c);
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }

  private void single() {
    int close = line.indexOf('\'', at);
    if (close < 0) {
      throw new CommandLine.Unreadable("A quote (') does not end.");
    }
    begun = true;
    word.append(line, at, close);
    at = close + 1;
  }

  private void quoted() {
    begun = true;
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at++);
      boolean escape = c == '\\' && at < line.length() && "\\\"$`".indexOf(line.charAt(at)) >= 0;
      word.append(escape ? line.charAt(at++) : c);
    }
    if (at++ >= line.length()) {
      throw new CommandLine.Unreadable("A quote (\") does not end.");
    }
  }

  private void escaped() {
    if (at >= line.length()) {
      throw new CommandLine.Unreadable("A backslash at the end of the line hides nothing.");
    }
    take(line.charAt(at++));
  }

  /// Splits a line.
  ///
  /// @throws CommandLine.Unreadable when a quote does not end
  public static List<String> split(String line) {
    return new ShellWords(line).words();
  }

  /// The text as one word, which [#split] and a shell read back as the same text.
  public static String quote(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
