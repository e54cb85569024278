package io.mycelium.functions.help;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Option;
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
    fields.add(new Field("who", "Who may", who(command)));
    fields.add(new Field("effect", "Effect", effect(command.effect())));
    fields.add(new Field("risk", "Risk", risk(command.risk())));
    return new Reply.Card(
        Optional.empty(),
        command.name().spoken(),
        Optional.empty(),
        "%s.\n\n    %s%s".formatted(command.summary(), Usage.of(command), examples(command)),
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
    String otherwise =
        option
            .standard()
            .map(standard -> "; %s when left out".formatted(standard.asText()))
            .orElse("");
    return new Field(
        option.name(),
        Usage.named(option),
        "%s%s: %s%s".formatted(option.help(), need, option.allowed(), otherwise));
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
