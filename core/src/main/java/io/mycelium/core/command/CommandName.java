package io.mycelium.core.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A command's name: a noun, or a noun and a verb. People type `task create`, addresses and tools
/// say `task-create`; a word may itself contain dashes (`release-notes`).
public record CommandName(String noun, String verb) {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 32;

  /// @param verb empty when the noun alone is the command
  public CommandName {
    if (!word(noun) || !(verb.isEmpty() || word(verb))) {
      throw new IllegalArgumentException(
          "a command's name is one or two words of a-z, 0-9 and '-', at most 32 characters each");
    }
  }

  public static CommandName of(String noun) {
    return new CommandName(noun, "");
  }

  public static CommandName of(String noun, String verb) {
    return new CommandName(noun, verb);
  }

  /// Reads what [#spoken] prints.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CommandName parse(String spoken) {
    int space = spoken.indexOf(' ');
    return space < 0
        ? of(spoken)
        : new CommandName(spoken.substring(0, space), spoken.substring(space + 1));
  }

  /// As people type it: `task create`.
  @JsonValue
  public String spoken() {
    return verb.isEmpty() ? noun : noun + ' ' + verb;
  }

  /// As addresses and tool names have it: `task-create`. The catalogue keeps these apart too.
  public String dashed() {
    return verb.isEmpty() ? noun : noun + '-' + verb;
  }

  @Override
  public String toString() {
    return spoken();
  }

  private static boolean word(String word) {
    return word.length() <= LONGEST && WORD.matcher(word).matches();
  }
}
