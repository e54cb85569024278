package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The options of every command that starts a job: when the job starts. They belong to the call and
/// not to what is done: a script never sees them, and no sentence fills them.
public final class StartOptions {
  /// A duration.
  public static final String IN = "start-in";

  /// Text that names jobs.
  public static final String AFTER = "start-after";

  /// A flag.
  public static final String ANYWAY = "start-anyway";

  private static final Duration LONGEST = Duration.ofDays(30);

  /// As they are declared, in the order in which they are shown.
  public static final List<Option> ALL =
      List.of(
          option(
              IN,
              "start so long after the call, or after the approval that it waits for",
              OptionType.DURATION,
              new Option.Range(1, LONGEST.toSeconds())),
          option(
              AFTER,
              "jobs that have to end first, such as 12 or #12, with blanks or commas between them",
              OptionType.TEXT,
              new Option.Range(1, Option.Range.LINE.max())),
          option(
              ANYWAY,
              "start also when one of those jobs brought no result",
              OptionType.FLAG,
              Option.Range.ANY));

  private static final Set<String> NAMES = Set.of(IN, AFTER, ANYWAY);

  private StartOptions() {}

  /// Whether an option of that name is one of these.
  public static boolean has(String name) {
    return NAMES.contains(name);
  }

  /// The options that say what is done, with these behind them, in place of any that have their
  /// names.
  public static List<Option> behind(List<Option> own) {
    return Stream.concat(without(own).stream(), ALL.stream()).toList();
  }

  /// The options that say what is done.
  public static List<Option> without(List<Option> all) {
    return all.stream().filter(option -> !has(option.name())).toList();
  }

  private static Option option(String name, String help, OptionType type, Option.Range range) {
    Optional<BooleanNode> off =
        type == OptionType.FLAG ? Optional.of(BooleanNode.FALSE) : Optional.empty();
    return new Option(name, help, type, false, false, off.map(value -> value), List.of(), range);
  }
}
