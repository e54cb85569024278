package io.mycelium.functions.help;

import io.mycelium.core.command.Command;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All commands, or those of one noun, by noun.
final class Overview {
  private static final String FIRST_STEPS =
      """
      **First steps**

      1. `task create 'Try Mycelium'` writes down a task; `task list` shows it.
      2. `invite NAME --key` lets somebody in; `say 'Hello'` talks to the room.
      3. `function list` shows what drones can do here; `help COMMAND` explains a command.

      """;

  private Overview() {}

  static Reply all(Collection<Command<?>> commands, Caller caller) {
    return new Reply.Text(FIRST_STEPS + list(commands, caller));
  }

  static Reply of(List<Command<?>> commands, Caller caller) {
    return new Reply.Text(list(commands, caller));
  }

  private static String list(Collection<Command<?>> commands, Caller caller) {
    Map<String, List<Command<?>>> byNoun =
        commands.stream()
            .collect(
                Collectors.groupingBy(c -> c.name().noun(), TreeMap::new, Collectors.toList()));
    return byNoun.entrySet().stream()
        .map(noun ->
            noun.getValue().stream()
                .map(command -> line(command, caller))
                .collect(Collectors.joining("\n", "**%s**\n\n".formatted(noun.getKey()), "")))
        .collect(Collectors.joining("\n\n"));
  }

  private static String line(Command<?> command, Caller caller) {
    String rest =
        caller.may(command.permission())
            ? ""
            : " (needs the role %s)".formatted(command.permission().lowest().word());
    return "- `%s`: %s%s".formatted(Usage.of(command), command.summary(), rest);
  }
}
