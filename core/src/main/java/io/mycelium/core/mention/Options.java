package io.mycelium.core.mention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.json.Json;
import java.util.Optional;

/// Values that are given to a command's options before anybody has agreed to them.
final class Options {
  private Options() {}

  static ObjectNode none() {
    return Json.object();
  }

  /// Those of the given values that their options allow, in canonical form.
  static ObjectNode fitting(Command<?> command, ObjectNode given) {
    ObjectNode fitting = none();
    for (Option option : command.options().options()) {
      Optional.ofNullable(given.get(option.name()))
          .flatMap(option::canonical)
          .ifPresent(value -> fitting.set(option.name(), value));
    }
    return fitting;
  }
}
