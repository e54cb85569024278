package io.mycelium.core.mention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Text that is a command line: `task create 'Fix it'`, or with a slash before it.
public final class ExactLine {
  private ExactLine() {}

  /// What the line says, if it is one. A line that names a command by two words, by a slash or with
  /// named options is one even when its options do not fit, and is asked about; a sentence that
  /// merely begins with a command's word is none.
  ///
  /// @return [Meaning.Run] or [Meaning.Ask]; nothing when it is none
  public static Optional<Meaning> read(String text, Catalogue catalogue) {
    boolean slash = text.startsWith("/");
    List<String> words;
    try {
      words = ShellWords.split(slash ? text.substring(1) : text);
    } catch (CommandLine.Unreadable _) {
      // An apostrophe, most likely: this is no line but a sentence.
      return Optional.empty();
    }
    for (int named = Math.min(2, words.size()); named > 0; named--) {
      String name = String.join(" ", words.subList(0, named)).toLowerCase(Locale.ROOT);
      Optional<Catalogue.Entry> entry = catalogue.find(name);
      if (entry.isPresent()) {
        Command<?> command = entry.get().command();
        boolean two = command.name().spoken().equals(name) && named > 1;
        boolean meant = slash || two || words.stream().anyMatch(w -> w.startsWith("--"));
        return read(command, words.subList(named, words.size()), meant);
      }
    }
    return Optional.empty();
  }

  private static <O> Optional<Meaning> read(Command<O> command, List<String> words, boolean meant) {
    ObjectNode given;
    try {
      given = CommandLine.parse(words, command.options().options());
    } catch (CommandLine.Unreadable e) {
      return meant ? Optional.of(ask(command, Options.none(), sentence(e))) : Optional.empty();
    }
    return switch (command.options().bind(given)) {
      case Bound.Fits<O>(_, var canonical) ->
          Optional.of(new Meaning.Run(new Call(command.name(), command.definition(), canonical)));
      case Bound.Misfits<O>(var errors) ->
          meant || words.isEmpty()
              ? Optional.of(ask(command, Options.fitting(command, given), first(errors)))
              : Optional.empty();
    };
  }

  private static Meaning ask(Command<?> command, ObjectNode given, String why) {
    return new Meaning.Ask(
        "'%s' cannot run like this. %s".formatted(command.name(), why),
        new Reply.Form(command.summary(), command.name(), given));
  }

  private static String first(List<FieldError> errors) {
    return errors.getFirst().sentence();
  }

  private static String sentence(CommandLine.Unreadable why) {
    return String.valueOf(why.getMessage());
  }
}
