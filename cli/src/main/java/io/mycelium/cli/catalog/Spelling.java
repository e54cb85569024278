package io.mycelium.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.DefinitionHash;
import java.util.Optional;

/// Writes calls as lines to type.
public final class Spelling {
  /// What every line starts with.
  public static final String PROGRAM = "./mycelium ";

  private final Catalog catalog;
  private final String room;
  private final String folder;

  /// Writes lines for calls in a room.
  ///
  /// @param room of the call that is answered; empty for the main one
  /// @param folder the option that names the data folder, [DataFolder#option]
  public Spelling(Catalog catalog, String room, String folder) {
    this.catalog = catalog;
    this.room = room;
    this.folder = clean(folder);
  }

  /// The line for a call as data, safe to show; empty when it names no command.
  public Optional<String> line(JsonNode call) {
    String name = call.path("command").asText("");
    if (!(call.path("options") instanceof ObjectNode options)) {
      return Optional.empty();
    }
    try {
      Command<ObjectNode> command =
          catalog.find(name).orElseGet(() -> Definitions.guess(name, options));
      var whole = new Call(command.name(), new DefinitionHash(""), options);
      return Optional.of(here(Trees.oneLine(clean(CommandLine.print(whole, command)))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The line for words of this program's own making.
  public String here(String words) {
    return anywhere(
        room.isEmpty() || room.equals("main") ? words : words + " --room " + clean(room));
  }

  /// The line for words that mean the same in every room.
  public String anywhere(String words) {
    return PROGRAM + words + folder;
  }

  /// Whether a text begins with the line, as a gateway writes it, which knows nothing of folders.
  public boolean begins(String text, String line) {
    return text.startsWith(line.substring(0, line.length() - folder.length()));
  }

  private static String clean(String line) {
    return io.mycelium.core.text.PlainText.clean(line);
  }
}
