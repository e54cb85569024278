package io.mycelium.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// What to measure, and how long.
///
/// @param cases by name; empty for all but the first start
/// @param round how long one measurement under load takes
/// @param rounds how many there are of each; their median counts
/// @param docs whether to write the table into the documents
/// @param profile whether to record where the time goes
/// @param work a folder for data, removed at the end
public record Plan(
    Set<String> cases, Duration round, int rounds, boolean docs, boolean profile, Path work) {
  private static final Duration LEAST_WARM_UP = Duration.ofSeconds(15);

  public Plan {
    cases = Set.copyOf(cases);
  }

  /// How long every load runs before it is measured, at least: the compiler needs it.
  public Duration warmUp() {
    return LEAST_WARM_UP;
  }

  /// Tells what is going on.
  public void say(String line) {
    System.err.println("  " + line);
  }
}
