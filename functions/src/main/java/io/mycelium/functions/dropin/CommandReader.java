package io.mycelium.functions.dropin;

import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.CommandLine.Argument;
import io.mycelium.core.job.PackageFile;
import io.mycelium.core.job.Places;
import io.mycelium.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the commands of a manifest: a list is taken as it is, keys for systems have lists in which
/// options are filled in.
final class CommandReader {
  private static final String SUCH = "[python3, notes.py]";
  private static final int MOST_ARGUMENTS = 64;
  private static final int LONGEST_ARGUMENT = 1_000;

  /// How people name the systems, and how drones do.
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "linux", "linux", "mac", "macos", "windows", "windows", "default", CommandLine.DEFAULT);

  private static final List<String> KEYS = List.of("linux", "mac", "windows", "default");
  private static final Pattern SHELL =
      Pattern.compile("(?i)(.*[/\\\\])?(sh|bash|dash|zsh|ksh|fish|cmd|powershell|pwsh)(\\.exe)?");
  private static final Pattern LINE_FOLLOWS = Pattern.compile("(?i)-[a-z]*c|/[ck]|-command");

  /// What a drone knows of every job.
  private static final Set<String> GIVEN =
      Set.of("MYCELIUM_JOB_ID", "MYCELIUM_ATTEMPT", "MYCELIUM_OUT", "MYCELIUM_WORK");

  private final List<Option> options;

  /// @param options that may be filled in
  CommandReader(List<Option> options) {
    this.options = options;
  }

  /// Reads a key that has to be there.
  Optional<CommandLine> read(Section given, String key) {
    if (given.isList(key) || !given.isSection(key)) {
      return literal(given, key).map(CommandLine::literal);
    }
    Optional<Section> systems = given.section(key);
    if (systems.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, List<Argument>> commands = new TreeMap<>();
    for (String system : systems.get().allow(KEYS).words()) {
      if (SYSTEMS.containsKey(system)) {
        commands.put(SYSTEMS.get(system), arguments(systems.get(), system));
      }
    }
    if (!systems.get().words().iterator().hasNext()) {
      given.problem(key, "is empty, but takes %s", String.join(", ", KEYS));
    }
    return Optional.of(new CommandLine(commands));
  }

  /// Reads a list that is taken as it is.
  Optional<List<String>> literal(Section given, String key) {
    Optional<List<String>> run = given.texts(key, SUCH);
    run.ifPresent(arguments -> check(given, key, arguments));
    return run;
  }

  private static void check(Section given, String key, List<String> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      given.problem(key, "is empty, but takes the program and its arguments");
    } else if (arguments.size() > MOST_ARGUMENTS
        || arguments.stream().anyMatch(a -> a.length() > LONGEST_ARGUMENT)) {
      given.problem(
          key, "takes at most %d arguments of %d characters", MOST_ARGUMENTS, LONGEST_ARGUMENT);
    } else if (!arguments.stream().allMatch(CommandReader::plain)) {
      given.problem(key, "has control characters");
    } else if (leavesFolder(arguments.getFirst())) {
      given.problem(
          key,
          "starts '%s', which lies outside of the folder",
          Section.shown(arguments.getFirst()));
    }
  }

  private List<Argument> arguments(Section given, String key) {
    Optional<List<Section.Item>> items = given.items(key, "[git, log, \"{since}\"]");
    if (items.isEmpty()) {
      return List.of();
    }
    List<Argument> arguments = new ArrayList<>();
    for (Section.Item item : items.get()) {
      switch (item) {
        case Section.Item.Text(String text) -> arguments.add(always(given, key, text));
        case Section.Item.Keys(Section keys) -> sometimes(keys).ifPresent(arguments::add);
      }
    }
    List<String> texts = arguments.stream().flatMap(a -> a.texts().stream()).toList();
    check(given, key, texts);
    if (!arguments.isEmpty()
        && (arguments.getFirst().when().isPresent()
            || !Places.in(arguments.getFirst().texts().getFirst()).isEmpty())) {
      given.problem(key, "starts with an option, but takes the name of a program first");
    }
    checkShell(given, key, texts);
    return arguments;
  }

  private Argument always(Section given, String key, String text) {
    for (String name : known(given, key, text)) {
      if (option(name).filter(CommandReader::mayBeLeftOut).isPresent()) {
        given.problem(
            key,
            "has '{%1$s}', but '%1$s' may be left out; write {if: %1$s, args: [\"%2$s\"]}",
            name,
            Section.shown(text));
      }
    }
    return Argument.of(text);
  }

  private Optional<Argument> sometimes(Section keys) {
    keys.allow(List.of("if", "args"));
    Optional<String> when = keys.required("if");
    if (when.isPresent() && option(when.get()).isEmpty()) {
      keys.problem("if", "is '%s', but %s", Section.shown(when.get()), theOptions());
    }
    if (!keys.has("args")) {
      keys.problem("if", "has no 'args', the arguments that come with it");
    }
    List<String> texts = keys.texts("args", "[--since, \"{since}\"]").orElse(List.of());
    for (String text : texts) {
      for (String name : known(keys, "args", text)) {
        if (!when.equals(Optional.of(name))
            && option(name).filter(CommandReader::mayBeLeftOut).isPresent()) {
          keys.problem("args", "has '{%1$s}', but '%1$s' may be left out", name);
        }
      }
    }
    return when.map(name -> new Argument(Optional.of(name), texts));
  }

  /// The options that a text names; of others a problem is made.
  List<String> known(Section given, String key, String text) {
    List<String> names = new ArrayList<>();
    for (String name : Places.in(text)) {
      if (option(name).isPresent()) {
        names.add(name);
      } else if (!GIVEN.contains(name)) {
        given.problem(key, "has '{%s}', but %s", Section.shown(name), theOptions());
      }
    }
    return names;
  }

  private Optional<Option> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  private String theOptions() {
    List<String> names = options.stream().map(Option::name).toList();
    return "the options are " + (names.isEmpty() ? "none" : String.join(", ", names));
  }

  private static boolean mayBeLeftOut(Option option) {
    return !option.required() && option.standard().isEmpty() && option.type() != OptionType.FLAG;
  }

  private static void checkShell(Section given, String key, List<String> texts) {
    boolean shell = false;
    for (int i = 0; i + 1 < texts.size(); i++) {
      shell |= SHELL.matcher(texts.get(i)).matches();
      if (shell
          && LINE_FOLLOWS.matcher(texts.get(i)).matches()
          && !Places.in(texts.get(i + 1)).isEmpty()) {
        given.problem(
            key, "puts an option into a line for a shell; give it as an argument of its own");
      }
    }
  }

  private static boolean leavesFolder(String program) {
    boolean relative = program.contains("/") && !program.startsWith("/");
    String inside = program.startsWith("./") ? program.substring(2) : program;
    return relative && !PackageFile.safe(inside);
  }

  private static boolean plain(String text) {
    return text.equals(PlainText.clean(text)) && text.indexOf('\n') < 0;
  }
}
