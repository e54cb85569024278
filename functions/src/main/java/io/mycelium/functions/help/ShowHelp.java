package io.mycelium.functions.help;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `help`: all commands, or one of them explained.
final class ShowHelp {
  private static final int SHOWN = 60;

  record Options(
      @Positional @Help("the command to explain, or its first word") Optional<String> command) {}

  private final Catalogue.Source catalogue;

  ShowHelp(Catalogue.Source catalogue) {
    this.catalogue = catalogue;
  }

  Command<Options> command() {
    return Command.named("help")
        .summary("List the commands, or explain one")
        .examples(
            "what can you do?",
            "help me",
            "how do I invite somebody?",
            "which commands are there?",
            "what is this bot for and how do I use it?",
            "help task create")
        .permission(Permission.ANY)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Catalogue now = catalogue.current();
    List<Command<?>> all =
        now.entries().stream().<Command<?>>map(Catalogue.Entry::command).toList();
    if (options.command().isEmpty()) {
      return Overview.all(all, by.caller());
    }
    String name = options.command().get().strip().toLowerCase(Locale.ROOT);
    List<Command<?>> ofNoun =
        all.stream().filter(command -> command.name().noun().equals(name)).toList();
    if (ofNoun.size() > 1) {
      return Overview.of(ofNoun, by.caller());
    }
    return now.find(name)
        .<Command<?>>map(Catalogue.Entry::command)
        .or(() -> ofNoun.stream().findFirst())
        .map(Explanation::of)
        .or(() -> now.broken(name).map(ShowHelp::broken))
        .orElseGet(() -> unknown(name, all));
  }

  private static Reply broken(Catalogue.Broken function) {
    return Reply.Refused.because(Reply.Reason.NOT_FOUND, "function-broken", function.sentence());
  }

  private static Reply unknown(String name, List<Command<?>> all) {
    Stream<String> names =
        all.stream()
            .map(Command::name)
            .flatMap(known -> Stream.of(known.noun(), known.spoken()))
            .distinct();
    List<String> near = Nearest.to(name, names.toList());
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-command",
        "There is no command '%s'; %s"
            .formatted(
                PlainText.line(name, SHOWN),
                near.isEmpty()
                    ? "'help' lists them all."
                    : "did you mean %s?".formatted(String.join(" or ", near))));
  }
}
