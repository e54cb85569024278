package io.mycelium.functions.mentions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.json.Json;

/// Values for all that a command needs.
final class Whole {
  private Whole() {}

  static ObjectNode options(Command<?> command) {
    ObjectNode values = Json.object();
    command.options().options().stream()
        .filter(Option::required)
        .forEach(option -> values.put(option.name(), value(option)));
    return values;
  }

  /// Whether the values are all that is needed; a file cannot be written down.
  static boolean fits(Command<?> command) {
    return command.options().options().stream()
        .noneMatch(o -> o.required() && o.type() == OptionType.FILE);
  }

  private static String value(Option option) {
    return switch (option.type()) {
      case TEXT -> "word";
      case INTEGER -> "3";
      case FLAG -> "true";
      case CHOICE -> option.choices().getFirst();
      case DURATION -> "5m";
      case PATH -> "/srv/shop";
      case PEER -> "ada";
      case ROOM -> "ops";
      case REFERENCE -> "12";
      case FILE -> "";
    };
  }
}
