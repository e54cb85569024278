package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Options that a manifest declared; the handler takes the canonical data itself.
record DeclaredSchema(List<Option> options) implements OptionSchema<ObjectNode> {
  DeclaredSchema {
    options = List.copyOf(options);
  }

  @Override
  public Bound<ObjectNode> bind(ObjectNode given) {
    var binding = new Binding(options, given);
    return binding.errors().isEmpty()
        ? new Bound.Fits<>(binding.canonical(), binding.canonical())
        : new Bound.Misfits<>(binding.errors());
  }
}
