package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The options of a command, as a value. Nothing downstream knows whether a record or a manifest
/// declared them.
public sealed interface OptionSchema<O> permits RecordSchema, DeclaredSchema {
  List<Option> options();

  /// Binds values as a surface collected them. All problems are reported at once.
  Bound<O> bind(ObjectNode given);

  /// The schema of a record: one option per component. `Optional` is not required, an enum is a
  /// choice; annotations say the rest. An underscore at a component's end is left out, so that
  /// `for_` declares the option `for`.
  ///
  /// @throws IllegalArgumentException when a component has a type that no option takes
  static <R extends Record> OptionSchema<R> of(Class<R> type) {
    return new RecordSchema<>(type);
  }

  /// The schema of a manifest; its options stay data.
  static OptionSchema<ObjectNode> declared(List<Option> options) {
    return new DeclaredSchema(options);
  }
}
