package io.mycelium.functions.help;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.Risk;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that there is to know about one command.
final class Explanation {
  private Explanation() {}

  static Reply of(Command<?> command) {
    List<Field> fields = new ArrayList<>();
    command.options().options().forEach(option -> fields.add(field(option)));
    return new Reply.Card(
        Optional.empty(),
        command.name().spoken(),
        Optional.empty(),
        """
        %s.

            %s

        - Who may: %s
        - Effect: %s
        - Risk: %s%s\
        """
            .formatted(
                command.summary(),
                Usage.of(command),
                who(command),
                effect(command.effect()),
                risk(command.risk()),
                examples(command)),
        fields,
        List.of());
  }

  private static String examples(Command<?> command) {
    return command.examples().isEmpty()
        ? ""
        : command.examples().stream()
            .collect(Collectors.joining("\n- ", "\n\nPeople say, for example:\n\n- ", ""));
  }

  private static Field field(Option option) {
    String need = option.required() ? " (required)" : "";
    String allowed = Usage.tellsAll(option) ? "" : ": " + option.allowed();
    return new Field(
        option.name(), Usage.named(option), option.help() + need + allowed + otherwise(option));
  }

  private static String otherwise(Option option) {
    String standard = option.standard().map(JsonNode::asText).orElse("");
    if (option.type() == OptionType.FLAG) {
      return standard.equals("true")
          ? "; meant when left out, but for --%s=false".formatted(option.name())
          : "";
    }
    return standard.isEmpty() ? "" : "; %s when left out".formatted(standard);
  }

  private static String who(Command<?> command) {
    Role lowest = command.permission().lowest();
    String all = lowest == Role.VIEWER ? "everybody" : lowest.word() + " and above";
    return "%s (permission %s)".formatted(all, command.permission().word());
  }

  private static String effect(Effect effect) {
    return switch (effect) {
      case READ -> "reads; changes nothing";
      case WRITE -> "changes something; a repeat under the same request id changes nothing more";
      case DESTRUCTIVE -> "cannot be undone; you are asked to confirm it";
    };
  }

  private static String risk(Risk risk) {
    return switch (risk) {
      case LOW -> "low; runs at once";
      case MEDIUM, HIGH, CRITICAL ->
          risk.word() + "; others may have to approve it first, 'policy show' says who";
    };
  }
}
