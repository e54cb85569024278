package io.mycelium.core.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One pass over given values: canonical form and errors, in the schema's order.
final class Binding {
  private static final int SHOWN = 60;

  private final ObjectNode canonical = JsonNodeFactory.instance.objectNode();
  private final List<FieldError> errors = new ArrayList<>();

  Binding(List<Option> options, ObjectNode given) {
    for (Option option : options) {
      bind(option, given.get(option.name()));
    }
    List<String> names = options.stream().map(Option::name).toList();
    given.fieldNames().forEachRemaining(name -> refuseUnknown(name, names));
  }

  ObjectNode canonical() {
    return canonical;
  }

  List<FieldError> errors() {
    return errors;
  }

  private void bind(Option option, @org.jspecify.annotations.Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      option.standard().ifPresent(standard -> canonical.set(option.name(), standard));
      if (option.required() && option.standard().isEmpty()) {
        errors.add(
            new FieldError(
                option.name(),
                "",
                option.allowed(),
                "is required: " + option.allowed(),
                List.of()));
      }
      return;
    }
    Optional<JsonNode> fit = Values.canonical(option, value);
    fit.ifPresentOrElse(
        v -> canonical.set(option.name(), v), () -> errors.add(misfit(option, value)));
  }

  private static FieldError misfit(Option option, JsonNode value) {
    String given = PlainText.line(value.isTextual() ? value.textValue() : value.toString(), SHOWN);
    return new FieldError(
        option.name(),
        given,
        option.allowed(),
        "is '%s', but takes %s".formatted(given, option.allowed()),
        Nearest.to(given, option.choices()));
  }

  private void refuseUnknown(String name, List<String> known) {
    if (!known.contains(name)) {
      List<String> near = Nearest.to(name, known);
      String instead =
          near.isEmpty()
              ? (known.isEmpty()
                  ? "this command takes no options"
                  : "the options are " + String.join(", ", known))
              : "did you mean '%s'?".formatted(String.join("' or '", near));
      errors.add(
          new FieldError(
              PlainText.line(name, SHOWN), "", "", "is not an option here; " + instead, near));
    }
  }
}
