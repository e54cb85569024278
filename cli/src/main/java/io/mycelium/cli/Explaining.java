package io.mycelium.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.core.command.LauncherWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers a line that asks for help. Help is a command of the gateway; what belongs to this
/// program is said here.
final class Explaining {
  static final String HELP = "help";

  private final Surroundings around;
  private final Line line;
  private final Supplier<Contact> contact;

  /// @param contact with the gateway, which may be none; asked for where the gateway has to answer
  Explaining(Surroundings around, Line line, Supplier<Contact> contact) {
    this.around = around;
    this.line = line;
    this.contact = contact;
  }

  /// What of this program itself the line asks to have explained: `help fetch`, `fetch --help`.
  Optional<LauncherWord> own(List<String> names) {
    if (line.has(Global.HELP) && names.size() == 1) {
      return LauncherWord.of(names.getFirst());
    }
    return names.size() == 2 && names.getFirst().equals(HELP) && line.words().equals(names)
        ? LauncherWord.of(names.getLast())
        : Optional.empty();
  }

  /// Explains a word of this program.
  ExitCode explain(LauncherWord own) {
    String text = BuiltInHelp.of(own);
    if (line.has(Global.JSON)) {
      ObjectNode reply = Trees.object().put("kind", "text").put("markdown", text);
      Conversation.print(around, Trees.print(Trees.object().set("reply", reply)));
      return ExitCode.OK;
    }
    around.out().println(text);
    return own == LauncherWord.DRONE ? commandsOf(own) : ExitCode.OK;
  }

  /// The word is also the first one of commands of the gateway, if one runs.
  private ExitCode commandsOf(LauncherWord own) {
    Contact gateway;
    try {
      gateway = contact.get();
    } catch (Stopped e) {
      return ExitCode.OK;
    }
    around.out().println();
    return gateway.conversation().hold(topic(List.of(own.word()), gateway));
  }

  /// Explains commands, or, without names, says what there is.
  ExitCode explain(List<String> names) {
    Contact gateway;
    try {
      gateway = contact.get();
    } catch (Stopped e) {
      return withoutGateway(e, names);
    }
    ExitCode end = gateway.conversation().hold(topic(names, gateway));
    if (names.isEmpty() && !line.has(Global.JSON)) {
      around.out().println("\n" + BuiltInHelp.words() + "\n\n" + Global.help());
    }
    return end;
  }

  private ExitCode withoutGateway(Stopped why, List<String> names) {
    boolean nowhere = why.problem().code().equals("no-gateway");
    if (!nowhere || !names.isEmpty() || line.has(Global.JSON)) {
      throw why;
    }
    var endpoints = new Endpoints(around, Endpoints.dataFolder(around, line));
    around.out().println(BuiltInHelp.text(endpoints.folder()) + "\n\n" + Global.help());
    return ExitCode.OK;
  }

  private Resolver topic(List<String> names, Contact gateway) {
    List<String> words = new ArrayList<>(List.of(HELP));
    Optional<Resolver.Found> found = gateway.resolver(names).command();
    if (found.isPresent()) {
      words.add(found.get().command().name().spoken());
    } else if (!names.isEmpty()) {
      words.add(String.join(" ", names));
    }
    for (Global global : line.globals().keySet()) {
      if (global != Global.HELP) {
        words.add("--" + global.word() + "=" + line.globals().get(global));
      }
    }
    return gateway.resolver(words);
  }
}
