package io.mycelium.core.job;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A program and its arguments, for each operating system that has its own. Each is one argument of
/// the program, whatever is filled in: no shell reads it.
///
/// @param bySystem arguments by the system's tag; [#DEFAULT] is for all others
public record CommandLine(SortedMap<String, List<Argument>> bySystem) {
  /// The systems, as drones name them in their tags.
  public static final List<String> SYSTEMS = List.of("linux", "macos", "windows");

  public static final String DEFAULT = "default";

  public CommandLine {
    bySystem = Collections.unmodifiableSortedMap(new TreeMap<>(bySystem));
  }

  /// Arguments that come and go together.
  ///
  /// @param when the option that has to be given for them, and to be true if it is a flag
  /// @param texts with [Places]
  public record Argument(Optional<String> when, List<String> texts) {
    public Argument {
      texts = List.copyOf(texts);
    }

    public static Argument of(String text) {
      return new Argument(Optional.empty(), List.of(text));
    }
  }

  /// The same everywhere, and taken as it is.
  public static CommandLine literal(List<String> argv) {
    List<Argument> arguments =
        argv.stream().map(text -> Argument.of(Places.literal(text))).toList();
    return new CommandLine(new TreeMap<>(Map.of(DEFAULT, arguments)));
  }

  /// What to run on a system, if it runs there.
  public Optional<List<Argument>> on(String system) {
    return Optional.ofNullable(bySystem.getOrDefault(system, bySystem.get(DEFAULT)));
  }

  /// Those of the systems that are known on which it runs.
  public SortedSet<String> systems() {
    SortedSet<String> systems = new TreeSet<>(SYSTEMS);
    systems.removeIf(system -> on(system).isEmpty());
    return systems;
  }
}
