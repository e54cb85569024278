package io.mycelium.chatting.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody is asked for a command, before any platform's limits.
public record FormSheet(CommandName command, String title, List<FormField> fields) {
  public FormSheet {
    fields = List.copyOf(fields);
  }

  /// Asks for all options of a command, the needed ones first.
  ///
  /// @param prefill what stands there at first
  public static FormSheet of(Command<?> command, ObjectNode prefill) {
    List<FormField> all =
        command.options().options().stream()
            .map(option -> {
              JsonNode given = prefill.path(option.name());
              return new FormField(
                  option,
                  given.isMissingNode() || given.isNull() ? option.standard() : Optional.of(given));
            })
            .toList();
    List<FormField> fields =
        Stream.concat(all.stream().filter(FormField::needed), all.stream().filter(f -> !f.needed()))
            .toList();
    return new FormSheet(command.name(), command.name().spoken(), fields);
  }

  /// Asks for some options only, such as those that a button leaves open.
  public FormSheet asking(List<String> options) {
    Set<String> asked = Set.copyOf(options);
    return new FormSheet(
        command, title, fields.stream().filter(f -> asked.contains(f.option().name())).toList());
  }
}
