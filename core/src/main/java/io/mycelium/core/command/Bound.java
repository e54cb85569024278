package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.reply.FieldError;
import java.util.List;

/// What came of binding given values to an option schema.
public sealed interface Bound<O> {
  /// Every value fits.
  ///
  /// @param options as the handler takes them
  /// @param canonical the same as data: sorted as the schema, defaults filled in
  record Fits<O>(O options, ObjectNode canonical) implements Bound<O> {}

  /// At least one value is missing, unknown or not allowed.
  record Misfits<O>(List<FieldError> errors) implements Bound<O> {
    public Misfits {
      errors = List.copyOf(errors);
    }
  }
}
