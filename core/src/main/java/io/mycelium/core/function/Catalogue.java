package io.mycelium.core.function;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.command.ShellWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All commands there are at a moment. Immutable; a new one replaces it whole when a function comes
/// or goes.
public final class Catalogue {
  /// A command and the function that owns it.
  public record Entry(Function function, Command<?> command) {}

  /// A function that was left out because a name of its is taken.
  public record Clash(FunctionName refused, CommandName command, FunctionName owner) {}

  /// A function that somebody dropped in and that cannot be called as it is.
  ///
  /// @param name that it would have, safe to show
  /// @param cause the first thing that is wrong with it, without a full stop
  public record Broken(String name, String cause) {
    /// Why it cannot be called, and what tells more.
    public String sentence() {
      return "'%s' is broken: %s%s 'function show %s' tells more."
          .formatted(name, cause, cause.endsWith("?") ? "" : ".", ShellWords.quote(name));
    }
  }

  private final long version;
  private final Map<String, Entry> byDashed;
  private final Map<FunctionName, Function> functions;
  private final List<Clash> clashes;
  private final List<Broken> broken;

  private Catalogue(
      long version,
      Map<String, Entry> byDashed,
      Map<FunctionName, Function> functions,
      List<Clash> clashes,
      Collection<Broken> broken) {
    this.version = version;
    this.byDashed = Collections.unmodifiableMap(byDashed);
    this.functions = Collections.unmodifiableMap(functions);
    this.clashes = List.copyOf(clashes);
    this.broken = List.copyOf(broken);
  }

  /// Builds a snapshot. A function one of whose names is taken by an earlier one is left out whole.
  ///
  /// @param functions built-in ones first
  public static Catalogue of(long version, Collection<Function> functions) {
    return of(version, functions, List.of());
  }

  /// The same, with what cannot be called but is known.
  public static Catalogue of(
      long version, Collection<Function> functions, Collection<Broken> broken) {
    Map<String, Entry> byDashed = new TreeMap<>();
    Map<FunctionName, Function> kept = new LinkedHashMap<>();
    List<Clash> clashes = new ArrayList<>();
    for (Function function : functions) {
      Optional<Clash> clash = clash(function, kept, byDashed);
      if (clash.isPresent()) {
        clashes.add(clash.get());
        continue;
      }
      kept.put(function.name(), function);
      function.commands().forEach(c -> byDashed.put(c.name().dashed(), new Entry(function, c)));
    }
    return new Catalogue(version, byDashed, kept, clashes, broken);
  }

  private static Optional<Clash> clash(
      Function function, Map<FunctionName, Function> kept, Map<String, Entry> byDashed) {
    if (kept.containsKey(function.name())) {
      return Optional.of(
          new Clash(function.name(), CommandName.of(function.name().value()), function.name()));
    }
    for (Command<?> command : function.commands()) {
      Entry taken = byDashed.get(command.name().dashed());
      if (taken != null) {
        return Optional.of(new Clash(function.name(), command.name(), taken.function().name()));
      }
    }
    return Optional.empty();
  }

  public long version() {
    return version;
  }

  /// Finds a command by its spoken or dashed name.
  public Optional<Entry> find(String name) {
    return Optional.ofNullable(byDashed.get(name.strip().replace(' ', '-')));
  }

  public Optional<Function> function(FunctionName name) {
    return Optional.ofNullable(functions.get(name));
  }

  /// Sorted by name.
  public Collection<Entry> entries() {
    return byDashed.values();
  }

  public Collection<Function> functions() {
    return functions.values();
  }

  public List<Clash> clashes() {
    return clashes;
  }

  /// What is wrong with the function whose name that is, if it is a broken one.
  public Optional<Broken> broken(String name) {
    return broken.stream().filter(b -> b.name().equals(name.strip())).findFirst();
  }

  public List<Broken> broken() {
    return broken;
  }

  /// Where the present snapshot is to be had. Cheap; ask again for every call.
  @FunctionalInterface
  public interface Source {
    Catalogue current();

    /// The snapshot after asking the workspace, for when this gateway may not have heard yet of
    /// what another one did.
    default Catalogue fresh() {
      return current();
    }
  }
}
