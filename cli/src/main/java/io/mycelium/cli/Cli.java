package io.mycelium.cli;

import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.cli.show.ProblemText;
import io.mycelium.cli.show.Screen;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.core.command.LauncherWord;
import io.mycelium.core.command.ShellWords;
import io.mycelium.core.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of the program: a line in, an exit code out.
final class Cli {
  private final Surroundings around;
  private final List<String> args;
  private final Line line;
  private @Nullable Contact contact;

  private Cli(Surroundings around, List<String> args) {
    this.around = around;
    this.args = List.copyOf(args);
    this.line = Line.read(args);
  }

  /// Runs a line.
  ///
  /// @return the exit code
  static ExitCode run(Surroundings around, List<String> args) {
    var cli = new Cli(around, args);
    try {
      return cli.run();
    } catch (Stopped e) {
      return cli.show(e.problem());
    } finally {
      around.out().flush();
      around.err().flush();
    }
  }

  private ExitCode run() {
    Line.Front front = Line.front(args);
    List<String> names = front.names();
    boolean fetch = !names.isEmpty() && names.getFirst().equals(LauncherWord.FETCH.word());
    if (front.stray().isPresent() && (names.isEmpty() || fetch)) {
      throw Strays.problem(front.stray().get(), List.of()).stop();
    }
    if (line.has(Global.VERSION) && names.isEmpty()) {
      around.out().println("mycelium " + version());
      return ExitCode.OK;
    }
    var explaining =
        new Explaining(around, line, () -> contact(Endpoints.dataFolder(around, line)));
    Optional<LauncherWord> own = explaining.own(names);
    if (own.isPresent()) {
      return explaining.explain(own.get());
    }
    boolean overview = names.equals(List.of(Explaining.HELP)) && front.stray().isEmpty();
    if (names.isEmpty() || line.has(Global.HELP) || overview) {
      return explaining.explain(overview ? List.of() : names);
    }
    return fetch
        ? fetch(new Endpoints(around, Endpoints.dataFolder(around, line)).find())
        : command(front, Endpoints.likelyDataFolder(around, line));
  }

  private Contact contact(Path data) {
    Contact found = Contact.find(around, data);
    contact = found;
    return found;
  }

  private ExitCode command(Line.Front front, Path data) {
    List<String> names = front.names();
    Contact gateway = forCommand(names.getFirst(), data);
    Resolver resolver = gateway.resolver(args);
    if (names.size() == 1 && nounAlone(resolver, gateway.source(), names.getFirst())) {
      if (front.stray().isPresent()) {
        List<String> own = gateway.source().known().optionsOf(names.getFirst());
        throw Strays.problem(front.stray().get(), own).stop();
      }
      return new Explaining(around, line, () -> gateway).explain(names);
    }
    Path meant =
        Endpoints.dataFolder(around, resolver.command().map(Resolver.Found::line).orElse(line));
    return meant.equals(data) ? gateway.conversation().hold(resolver) : command(front, meant);
  }

  /// The gateway with its catalogue. Where there is none, the folder that the line names is what
  /// was meant, and the word may be a slip in the one that starts a gateway.
  private Contact forCommand(String word, Path data) {
    try {
      Contact found = contact(data);
      found.source().known();
      return found;
    } catch (Stopped e) {
      Path named = Endpoints.dataFolder(around, line);
      if (!named.equals(data)) {
        return forCommand(word, named);
      }
      throw e.problem().code().equals("no-gateway") ? withSlip(word, e.problem()).stop() : e;
    }
  }

  private static Problem withSlip(String word, Problem problem) {
    List<String> own = new ArrayList<>();
    for (LauncherWord each : LauncherWord.values()) {
      own.add(each.word());
    }
    List<String> near = Nearest.to(word, own);
    return near.isEmpty()
        ? problem
        : problem.hint("Did you mean '%s%s'?".formatted(Spelling.PROGRAM, near.getFirst()));
  }

  /// Whether somebody typed the first word of commands and no more.
  private static boolean nounAlone(Resolver resolver, CatalogSource source, String noun) {
    if (resolver.command().isPresent()) {
      return false;
    }
    return source.known().noun(noun)
        || (source.refresh() && resolver.command().isEmpty() && source.known().noun(noun));
  }

  private ExitCode fetch(Endpoint gateway) {
    List<String> words = line.words();
    if (words.size() != 2) {
      throw Problem.local(
              ExitCode.USAGE,
              "bad-line",
              "It goes like this: " + Spelling.PROGRAM + LauncherWord.FETCH.usage())
          .stop();
    }
    String target = line.value(Global.OUTPUT).orElse("-");
    if (target.equals("-") && around.terminal().out()) {
      throw Problem.local(
              ExitCode.USAGE, "bad-output", "A file does not go to a terminal; add --output FILE.")
          .stop();
    }
    new Keeping(around, target).blob(gateway, words.getLast());
    return ExitCode.OK;
  }

  private ExitCode show(Problem problem) {
    if (line.has(Global.JSON)) {
      Conversation.print(around, Trees.print(problem.document()));
      return problem.exit();
    }
    Problem whole = problem.document().has("confirm") ? problem.hint(toConfirm()) : problem;
    Optional<Spelling> spelling = Optional.ofNullable(contact).flatMap(c -> c.spelling(line));
    Screen screen = around.errScreen(!line.has(Global.NO_COLOR));
    around.err().println(ProblemText.draw(whole, screen, spelling));
    return problem.exit();
  }

  private String toConfirm() {
    var typed = new StringBuilder("To confirm it: ").append(Spelling.PROGRAM.strip());
    for (String arg : args) {
      typed.append(' ').append(ShellWords.quote(arg));
    }
    return typed.append(" --yes").toString();
  }

  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
