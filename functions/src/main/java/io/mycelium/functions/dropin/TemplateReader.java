package io.mycelium.functions.dropin;

import io.mycelium.core.command.Option;
import io.mycelium.core.job.CommandLine;
import io.mycelium.core.job.JobTemplate;
import io.mycelium.core.trace.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a manifest says of how its jobs are run: the command, variables, and steps before.
final class TemplateReader {
  /// The keys of a manifest that it reads besides `run`.
  static final List<String> KEYS = List.of("env", "setup");

  private static final int MOST_VARIABLES = 40;
  private static final int LONGEST_VALUE = 4_000;
  private static final int MOST_STEPS = 10;
  private static final int LONGEST_STEP = 60;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /// A shell refuses to set some, and a drone names cards and the caller's trace by others.
  private static final Set<String> TAKEN =
      Set.of(
          "UID",
          "EUID",
          "PPID",
          "BASHOPTS",
          "SHELLOPTS",
          "BASH_VERSINFO",
          "CUDA_VISIBLE_DEVICES",
          "ROCR_VISIBLE_DEVICES",
          TraceContext.PARENT_VARIABLE,
          TraceContext.STATE_VARIABLE);

  private final Section root;
  private final CommandReader commands;

  private TemplateReader(Section root, List<Option> options) {
    this.root = root;
    this.commands = new CommandReader(options);
  }

  /// What was read.
  ///
  /// @param argv what is run, for people, with options by their names
  /// @param template empty when there is a list in `run` and nothing else
  record Run(List<String> argv, Optional<JobTemplate> template) {}

  /// Empty when the command is missing or wrong.
  static Optional<Run> read(Section root, List<Option> options) {
    return new TemplateReader(root, options).run();
  }

  private Optional<Run> run() {
    SortedMap<String, String> environment =
        root.section("env").map(this::environment).orElseGet(TreeMap::new);
    List<JobTemplate.Step> setup = setup();
    if (!root.has("run")) {
      root.missing("run", "the program and its arguments, such as [python3, notes.py]");
      return Optional.empty();
    }
    Optional<CommandLine> command = commands.read(root, "run");
    if (command.isEmpty()) {
      return Optional.empty();
    }
    boolean plain = root.isList("run") && !root.has("env") && !root.has("setup");
    var template = new JobTemplate(command.get(), environment, setup);
    if (template.systems().isEmpty() && each(template).noneMatch(c -> c.systems().isEmpty())) {
      root.problem("run", "and 'setup' have no system in common");
    }
    List<String> argv =
        root.isList("run") ? root.texts("run", "").orElseThrow() : shown(command.get());
    return Optional.of(new Run(argv, plain ? Optional.empty() : Optional.of(template)));
  }

  private static Stream<CommandLine> each(JobTemplate template) {
    return Stream.concat(
        Stream.of(template.run()), template.setup().stream().map(JobTemplate.Step::run));
  }

  private static List<String> shown(CommandLine command) {
    return command.bySystem().values().stream().findFirst().orElse(List.of()).stream()
        .flatMap(argument -> argument.texts().stream())
        .toList();
  }

  private SortedMap<String, String> environment(Section given) {
    SortedMap<String, String> environment = new TreeMap<>();
    for (String name : given.words()) {
      if (environment.size() == MOST_VARIABLES) {
        root.problem("env", "has more than %d variables", MOST_VARIABLES);
        break;
      }
      if (!VARIABLE.matcher(name).matches()) {
        given.problem(name, "is not the name of a variable: letters, digits and '_'");
      } else if (TAKEN.contains(name) || name.startsWith("MYCELIUM_")) {
        given.problem(name, "is a variable that the drone sets; choose another name");
      }
      given
          .text(name)
          .ifPresent(value -> {
            commands.known(given, name, value);
            environment.put(name, value);
            if (value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
              given.problem(name, "takes text of at most %d characters", LONGEST_VALUE);
            }
          });
    }
    return environment;
  }

  private List<JobTemplate.Step> setup() {
    List<JobTemplate.Step> steps = new ArrayList<>();
    List<Section.Item> items =
        root.items("setup", "[{name: install, run: [npm, ci]}]").orElse(List.of());
    if (items.size() > MOST_STEPS) {
      root.problem("setup", "has more than %d steps", MOST_STEPS);
    }
    for (Section.Item item : items) {
      switch (item) {
        case Section.Item.Text(String text) ->
            root.problem(
                "setup",
                "has '%s', but takes steps such as {name: install, run: [npm, ci]}",
                Section.shown(text));
        case Section.Item.Keys(Section keys) -> step(keys).ifPresent(steps::add);
      }
    }
    return steps;
  }

  private Optional<JobTemplate.Step> step(Section keys) {
    keys.allow(List.of("name", "run"));
    Optional<String> name =
        keys.required("name").isPresent() ? keys.line("name", LONGEST_STEP) : Optional.empty();
    if (!keys.has("run")) {
      keys.missing("run", "the program and its arguments, such as [npm, ci]");
      return Optional.empty();
    }
    Optional<CommandLine> command = commands.read(keys, "run");
    return name.flatMap(text -> command.map(line -> new JobTemplate.Step(text, line)));
  }
}
