package io.mycelium.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.command.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The commands of a gateway. It is kept as lines of name and description, so that a call reads the
/// one description that it needs. Immutable.
///
/// @param tag by which the gateway tells whether it has changed
/// @param lines of a name, a tab and a description in JSON, each with a line feed before and
///   behind; of a broken function, a mark and its name, a tab and what is wrong with it
public record Catalog(String tag, String lines) {
  /// Begins no command's name.
  private static final char BROKEN = '!';

  /// Reads a gateway's document.
  public static Catalog of(JsonNode document, String tag) {
    var lines = new StringBuilder("\n");
    for (JsonNode command : document.path("commands")) {
      String name = command.path("name").asText("");
      if (Trees.oneLine(Trees.text(command, "name")).equals(name)) {
        lines.append(name).append('\t').append(Trees.print(command)).append('\n');
      }
    }
    for (JsonNode function : document.path("broken")) {
      String name = Trees.line(function, "name");
      lines.append(BROKEN).append(name.replace(' ', '_')).append('\t');
      lines.append(Trees.line(function, "cause")).append('\n');
    }
    return new Catalog(tag, lines.toString());
  }

  /// What is wrong with the function of that name, if it is a broken one.
  public Optional<String> broken(String name) {
    String begin = "\n" + BROKEN + name + "\t";
    int at = name.indexOf('\n') < 0 ? lines.indexOf(begin) : -1;
    return at < 0
        ? Optional.empty()
        : Optional.of(
            lines.substring(at + begin.length(), lines.indexOf('\n', at + begin.length())));
  }

  /// Finds a command.
  ///
  /// @param name as spoken, `task create`, or dashed, `task-create`
  public Optional<Command<ObjectNode>> find(String name) {
    return at(name).or(() -> dashed(name).flatMap(this::at));
  }

  private Optional<Command<ObjectNode>> at(String spoken) {
    int at = spoken.indexOf('\n') < 0 ? lines.indexOf("\n" + spoken + "\t") : -1;
    if (at < 0) {
      return Optional.empty();
    }
    int begin = at + spoken.length() + 2;
    try {
      JsonNode described = Trees.parse(lines.substring(begin, lines.indexOf('\n', begin)));
      return Optional.of(Definitions.read(described));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> dashed(String name) {
    for (String spoken : name.indexOf('-') < 0 ? List.<String>of() : names()) {
      if (spoken.replace(' ', '-').equals(name)) {
        return Optional.of(spoken);
      }
    }
    return Optional.empty();
  }

  /// All names, as spoken.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int at = 0; at + 1 < lines.length(); at = lines.indexOf('\n', at + 1)) {
      if (lines.charAt(at + 1) != BROKEN) {
        names.add(lines.substring(at + 1, lines.indexOf('\t', at)));
      }
    }
    return names;
  }

  /// The names of all options of the commands whose names start with that word.
  public List<String> optionsOf(String noun) {
    Set<String> options = new TreeSet<>();
    for (String name : names()) {
      if (name.startsWith(noun + " ")) {
        at(name)
            .ifPresent(command -> command.options().options().forEach(o -> options.add(o.name())));
      }
    }
    return List.copyOf(options);
  }

  /// Whether there are commands whose names start with that word.
  public boolean noun(String word) {
    return word.indexOf('\n') < 0 && lines.contains("\n" + word + " ");
  }
}
