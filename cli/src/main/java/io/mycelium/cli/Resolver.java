package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.catalog.Catalog;
import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandLine;
import io.mycelium.core.command.LauncherWord;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionSchema;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.text.Nearest;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes a call of a line. The catalogue may be an old one: where the line does not fit it, the
/// gateway is asked for a newer one; what still does not fit is the gateway's to refuse.
final class Resolver {
  private static final int SHOWN = 60;

  private final CatalogSource source;
  private final List<String> args;
  private final LocalValues values;
  private final String folder;

  /// @param folder the option that names the data folder in lines to type
  Resolver(CatalogSource source, List<String> args, LocalValues values, String folder) {
    this.source = source;
    this.args = List.copyOf(args);
    this.values = values;
    this.folder = folder;
  }

  /// A command and what a line gives it.
  record Found(Command<ObjectNode> command, Line line) {}

  /// A command with its options.
  record Call(Command<ObjectNode> command, Line line, ObjectNode options) {}

  /// The command that the line names.
  Optional<Found> command() {
    return find(source.known());
  }

  private Optional<Found> find(Catalog catalog) {
    List<String> names = Line.front(args).names();
    for (int words = names.size(); words > 0; words--) {
      Optional<Command<ObjectNode>> command =
          catalog.find(String.join(" ", names.subList(0, words)));
      if (command.isPresent()) {
        return Optional.of(new Found(command.get(), Line.read(args, command.get(), words)));
      }
    }
    return Optional.empty();
  }

  /// The call that the line makes.
  ///
  /// @throws Stopped when it makes none
  Call call() {
    Optional<Found> found = command();
    if (found.isEmpty()) {
      source.refresh();
      found = command();
    }
    Found known = found.orElseThrow(() -> unknown().stop());
    try {
      ObjectNode options = options(known);
      if (fits(known, options) || !source.refresh()) {
        return settled(known, options);
      }
    } catch (CommandLine.Unreadable e) {
      if (!source.refresh()) {
        throw unreadable(known, e).stop();
      }
    }
    return anew();
  }

  /// The same with a catalogue that has just come.
  private Call anew() {
    Found found = command().orElseThrow(() -> unknown().stop());
    try {
      return settled(found, options(found));
    } catch (CommandLine.Unreadable e) {
      throw unreadable(found, e).stop();
    }
  }

  /// What does not fit is the gateway's to refuse, but for a slip in an option of every command,
  /// which it does not know.
  private static Call settled(Found found, ObjectNode options) {
    List<String> own = new ArrayList<>();
    for (Option option : found.command().options().options()) {
      own.add(option.name());
    }
    for (Map.Entry<String, JsonNode> given : options.properties()) {
      String name = given.getKey();
      if (!own.contains(name) && Nearest.to(name, own).isEmpty() && Strays.nearEvery(name)) {
        throw Strays.problem("--" + name, List.of()).stop();
      }
    }
    return new Call(found.command(), found.line(), options);
  }

  private ObjectNode options(Found found) {
    List<Option> options = found.command().options().options();
    return values.settle(CommandLine.parse(found.line().words(), options), options);
  }

  private static boolean fits(Found found, ObjectNode options) {
    ObjectNode compared = options;
    List<Option> known = found.command().options().options();
    List<Option> rest = new ArrayList<>(known);
    for (Option option : known) {
      // Paths become files once all of the line is known to be right.
      if (option.type() == OptionType.FILE && options.path(option.name()).isTextual()) {
        rest.remove(option);
        compared = compared.deepCopy();
        compared.remove(option.name());
      }
    }
    // A switch over types is linked at its first use, which the start-up cache does not save.
    return OptionSchema.declared(rest).bind(compared) instanceof Bound.Fits<ObjectNode>;
  }

  private Problem unreadable(Found found, CommandLine.Unreadable e) {
    return Problem.local(ExitCode.USAGE, "bad-line", String.valueOf(e.getMessage()))
        .hint(
            "'%s%s --help%s' shows what it takes."
                .formatted(Spelling.PROGRAM, found.command().name(), folder));
  }

  private Problem broken(String name, String cause) {
    String show = "function show " + ShellWords.quote(name) + folder;
    return Problem.local(
        ExitCode.USAGE,
        "function-broken",
        "'%s' is broken: %s; see '%s%s'.".formatted(name, cause, Spelling.PROGRAM, show));
  }

  /// All that a line may begin with.
  private static Set<String> words(Catalog known) {
    Set<String> words = new TreeSet<>(known.names());
    for (String name : known.names()) {
      words.add(name.substring(0, name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ')));
    }
    for (LauncherWord own : LauncherWord.values()) {
      words.add(own.word());
    }
    return words;
  }

  /// In the gateway's words.
  private Problem unknown() {
    List<String> names = Line.front(args).names();
    String first = names.getFirst();
    String whole = String.join(" ", names);
    Catalog known = source.known();
    Optional<String> cause = known.noun(first) ? Optional.empty() : known.broken(first);
    if (cause.isPresent()) {
      return broken(first, cause.get());
    }
    List<String> near = new ArrayList<>();
    if (names.size() > 1) {
      near.addAll(Nearest.to(whole, known.names()));
    }
    String given = near.isEmpty() && !known.noun(first) ? first : whole;
    if (near.isEmpty()) {
      near.addAll(Nearest.to(given, words(known)));
    }
    near.replaceAll(name -> "'" + name + "'");
    return Problem.local(
        ExitCode.USAGE,
        "unknown-command",
        "There is no command '%s'. %s"
            .formatted(
                PlainText.line(given, SHOWN),
                near.isEmpty()
                    ? "'help' lists them all."
                    : "Did you mean %s?".formatted(String.join(" or ", near))));
  }
}
