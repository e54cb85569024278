package io.mycelium.functions.schedules;

import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.Effect;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.mention.ExactLine;
import io.mycelium.core.mention.Meaning;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a schedule is to do from the line that a person would type for it.
final class Lines {
  /// What a schedule would make more of itself with.
  private static final Set<CommandName> NOT_OURS =
      Set.of(CommandName.of("schedule", "add"), CommandName.of("schedule", "run"));

  private static final String LAUNCHER = "^(\\./|/)?mycelium\\s+|^/";
  private static final int SHOWN = 60;

  private final Catalogue.Source catalogue;

  Lines(Catalogue.Source catalogue) {
    this.catalogue = catalogue;
  }

  /// What a line is.
  sealed interface Read {
    /// A call that can be kept.
    ///
    /// @param line as it is shown
    record Fits(Call call, String line) implements Read {}

    record No(Reply.Refused why) implements Read {}
  }

  /// Reads a line as a chat does.
  Read read(String text, Caller by) {
    String line = "/" + text.strip().replaceFirst(LAUNCHER, "");
    return switch (ExactLine.read(line, catalogue.current()).orElse(nothing(line))) {
      case Meaning.Run(var call) -> keeping(call, by);
      case Meaning.Ask(var sentence, _) -> no(Reply.Reason.INVALID, "bad-command", sentence);
      case Meaning.Nothing(var sentence) -> no(Reply.Reason.INVALID, "bad-command", sentence);
      case Meaning.Choose(var sentence, _) -> no(Reply.Reason.INVALID, "bad-command", sentence);
    };
  }

  /// The call as its command is now; the same when that has not changed.
  Read renewed(Schedule schedule, Caller by) {
    Call call = schedule.call();
    Optional<Command<?>> now =
        catalogue.fresh().find(call.command().dashed()).map(Catalogue.Entry::command);
    if (now.isEmpty()) {
      return no(
          Reply.Reason.NOT_FOUND,
          "unknown-command",
          "There is no command '%s' any more.".formatted(call.command()));
    }
    return now.get().definition().equals(call.definition())
        ? new Read.Fits(call, schedule.line())
        : bound(now.get(), call, by);
  }

  private <O> Read bound(Command<O> command, Call call, Caller by) {
    return switch (command.options().bind(call.options())) {
      case Bound.Fits<O>(_, var canonical) ->
          keeping(new Call(command.name(), command.definition(), canonical), by);
      case Bound.Misfits<O>(var errors) ->
          no(
              Reply.Reason.CONFLICT,
              "changed",
              "'%s' has changed and no longer takes this. %s"
                  .formatted(command.name(), errors.getFirst().sentence()));
    };
  }

  private Read keeping(Call call, Caller by) {
    Command<?> command = catalogue.current().find(call.command().dashed()).orElseThrow().command();
    if (command.effect() == Effect.DESTRUCTIVE) {
      return no(
          Reply.Reason.CONFLICT,
          "needs-a-person",
          "'%s' cannot be undone and is confirmed each time, which only a person can."
              .formatted(command.name()));
    }
    if (NOT_OURS.contains(command.name())) {
      return no(
          Reply.Reason.CONFLICT,
          "needs-a-person",
          "A schedule makes no other schedule run; that is for people.");
    }
    if (!by.may(command.permission())) {
      return no(
          Reply.Reason.FORBIDDEN,
          "not-permitted",
          "'%s' needs the permission %s, which the role %s has; you are %s."
              .formatted(
                  command.name(),
                  command.permission().word(),
                  command.permission().lowest().word(),
                  by.role().word()));
    }
    return new Read.Fits(call, CommandLine.print(call, command));
  }

  private Meaning nothing(String line) {
    String name = line.substring(1);
    List<String> names =
        catalogue.current().entries().stream().map(e -> e.command().name().spoken()).toList();
    String[] words = name.split("\\s+", -1);
    List<String> two = words.length > 1 ? Nearest.to(words[0] + ' ' + words[1], names) : List.of();
    List<String> near = two.isEmpty() ? Nearest.to(words[0], names) : two;
    String hint =
        near.isEmpty()
            ? "It is typed as in a chat, such as 'task list'; 'help' lists what there is."
            : "Did you mean '%s'?".formatted(String.join("' or '", near));
    return new Meaning.Nothing(
        "'%s' is no command. %s".formatted(PlainText.line(name, SHOWN), hint));
  }

  private static Read no(Reply.Reason reason, String code, String sentence) {
    return new Read.No(Reply.Refused.because(reason, code, sentence));
  }
}
