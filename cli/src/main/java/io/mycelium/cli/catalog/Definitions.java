package io.mycelium.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commands as a gateway's catalogue describes them. They parse and print lines; they do not run.
final class Definitions {
  private Definitions() {}

  /// Reads the description of a command.
  ///
  /// @throws IllegalArgumentException when its name is no command's
  static Command<ObjectNode> read(JsonNode described) {
    List<Option> options = new ArrayList<>();
    for (JsonNode option : described.path("options")) {
      options.add(option(option));
    }
    return command(
        CommandName.parse(described.path("name").asText("")),
        Trees.text(described, "summary"),
        options);
  }

  /// The command of a call whose description is not at hand.
  ///
  /// @throws IllegalArgumentException when the name is no command's
  static Command<ObjectNode> guess(String name, JsonNode values) {
    List<Option> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      OptionType type =
          value.getValue().isObject()
              ? OptionType.FILE
              : value.getValue().isBoolean() ? OptionType.FLAG : OptionType.TEXT;
      options.add(
          new Option(
              value.getKey(),
              "",
              type,
              false,
              false,
              Optional.empty(),
              List.of(),
              Option.Range.ANY));
    }
    return command(CommandName.parse(name), "", options);
  }

  private static Command<ObjectNode> command(
      CommandName name, String summary, List<Option> options) {
    return new Command<>(
        name,
        summary,
        List.of(),
        OptionSchema.declared(options),
        Permission.ANY,
        Effect.READ,
        Risk.LOW,
        false,
        Optional.empty(),
        Optional.empty(),
        Definitions::elsewhere);
  }

  private static Option option(JsonNode described) {
    List<String> choices = new ArrayList<>();
    for (JsonNode choice : described.path("choices")) {
      choices.add(Trees.text(choice));
    }
    return new Option(
        described.path("name").asText(""),
        Trees.text(described, "help"),
        type(described.path("type").asText("")),
        described.path("required").asBoolean(false),
        described.path("positional").asBoolean(false),
        Optional.ofNullable(described.get("standard")),
        choices,
        new Option.Range(
            described.path("min").asLong(Long.MIN_VALUE),
            described.path("max").asLong(Long.MAX_VALUE)));
  }

  /// A type that a newer gateway has is text here; the gateway judges the value.
  private static OptionType type(String word) {
    for (OptionType type : OptionType.values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    return OptionType.TEXT;
  }

  private static Reply elsewhere(ObjectNode options, Invocation by) {
    throw new IllegalStateException("commands run on the gateway");
  }
}
