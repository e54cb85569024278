package io.mycelium.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.cli.catalog.CatalogFile;
import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.problem.ExitCode;
import io.mycelium.cli.problem.Problem;
import io.mycelium.cli.problem.Stopped;
import io.mycelium.cli.show.ProblemText;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.LauncherWord;
import io.mycelium.core.command.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of the program: a line in, an exit code out.
final class Cli {
  private static final String HELP = "help";

  private final Surroundings around;
  private final List<String> args;
  private Line line;
  private @Nullable CatalogSource catalog;
  private String folder = "";

  private Cli(Surroundings around, List<String> args) {
    this.around = around;
    this.args = List.copyOf(args);
    this.line = new Line(java.util.Map.of(), List.of());
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
    line = Line.read(args);
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
    Optional<LauncherWord> own = ownTopic(names);
    if (own.isPresent()) {
      return help(own.get());
    }
    boolean overview = names.equals(List.of(HELP)) && front.stray().isEmpty();
    if (names.isEmpty() || line.has(Global.HELP) || overview) {
      return help(overview ? List.of() : names);
    }
    if (fetch) {
      return fetch(new Endpoints(around, Endpoints.dataFolder(around, line)).find());
    }
    return command(front, Endpoints.likelyDataFolder(around, line));
  }

  private ExitCode command(Line.Front front, Path data) {
    var endpoints = new Endpoints(around, data);
    Endpoint gateway = endpoints.find();
    CatalogSource source = source(gateway, data);
    var resolver = new Resolver(source, args, new LocalValues(around));
    List<String> names = front.names();
    if (names.size() == 1 && nounAlone(resolver, source, names.getFirst())) {
      if (front.stray().isPresent()) {
        List<String> own = source.known().optionsOf(names.getFirst());
        throw Strays.problem(front.stray().get(), own).stop();
      }
      return help(names);
    }
    Path meant =
        Endpoints.dataFolder(around, resolver.command().map(Resolver.Found::line).orElse(line));
    return meant.equals(data)
        ? conversation(endpoints, gateway, source).hold(resolver)
        : command(front, meant);
  }

  private CatalogSource source(Endpoint gateway, Path data) {
    folder = new Endpoints(around, data).folder().option();
    var source = new CatalogSource(gateway, new CatalogFile(data, gateway.toString()));
    catalog = source;
    return source;
  }

  private Conversation conversation(Endpoints endpoints, Endpoint gateway, CatalogSource source) {
    return new Conversation(around, endpoints, gateway, source);
  }

  /// Whether somebody typed the first word of commands and no more.
  private static boolean nounAlone(Resolver resolver, CatalogSource source, String noun) {
    if (resolver.command().isPresent()) {
      return false;
    }
    return source.known().noun(noun)
        || (source.refresh() && resolver.command().isEmpty() && source.known().noun(noun));
  }

  /// What of this program itself the line asks to have explained: `help fetch`, `fetch --help`.
  private Optional<LauncherWord> ownTopic(List<String> names) {
    if (line.has(Global.HELP) && names.size() == 1) {
      return LauncherWord.of(names.getFirst());
    }
    return names.size() == 2 && names.getFirst().equals(HELP) && line.words().equals(names)
        ? LauncherWord.of(names.getLast())
        : Optional.empty();
  }

  private ExitCode help(LauncherWord own) {
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
    try {
      new Endpoints(around, Endpoints.dataFolder(around, line)).find();
    } catch (Stopped e) {
      return ExitCode.OK;
    }
    around.out().println();
    return help(List.of(own.word()));
  }

  /// Help is a command of the gateway; what belongs to this program is said here.
  private ExitCode help(List<String> names) {
    Path data = Endpoints.dataFolder(around, line);
    var endpoints = new Endpoints(around, data);
    try {
      Endpoint gateway = endpoints.find();
      CatalogSource source = source(gateway, data);
      ExitCode end = conversation(endpoints, gateway, source).hold(topic(names, source));
      if (names.isEmpty() && !line.has(Global.JSON)) {
        around.out().println("\n" + BuiltInHelp.words() + "\n\n" + Global.help());
      }
      return end;
    } catch (Stopped e) {
      boolean nowhere = e.problem().code().equals("no-gateway") && !line.has(Global.JSON);
      if (!nowhere || !names.isEmpty()) {
        throw e;
      }
      around.out().println(BuiltInHelp.text(endpoints.folder()) + "\n\n" + Global.help());
      return ExitCode.OK;
    }
  }

  private Resolver topic(List<String> names, CatalogSource source) {
    List<String> words = new ArrayList<>(List.of("help"));
    Optional<Resolver.Found> found = new Resolver(source, names, new LocalValues(around)).command();
    Optional<Command<ObjectNode>> command = found.map(Resolver.Found::command);
    if (command.isPresent()) {
      words.add(command.get().name().spoken());
    } else if (!names.isEmpty()) {
      words.add(String.join(" ", names));
    }
    for (Global global : line.globals().keySet()) {
      if (global != Global.HELP) {
        words.add("--" + global.word() + "=" + line.globals().get(global));
      }
    }
    return new Resolver(source, words, new LocalValues(around));
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
    Optional<Spelling> spelling =
        Optional.ofNullable(catalog)
            .flatMap(CatalogSource::present)
            .map(c -> new Spelling(c, line.value(Global.ROOM).orElse(""), folder));
    around
        .err()
        .println(ProblemText.draw(whole, around.errScreen(!line.has(Global.NO_COLOR)), spelling));
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
