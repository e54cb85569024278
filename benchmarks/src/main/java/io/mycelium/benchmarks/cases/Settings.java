package io.mycelium.benchmarks.cases;

import java.util.List;
import java.util.stream.Stream;

/// Settings as words behind `up`.
final class Settings {
  /// Nobody is told to wait.
  static final List<String> UNLIMITED =
      List.of("limits.calls-burst=1000000", "limits.calls-per-second=1000000");

  private Settings() {}

  static List<String> with(List<String> settings, String more) {
    return with(settings, List.of(more));
  }

  static List<String> with(List<String> settings, List<String> more) {
    return Stream.concat(settings.stream(), more.stream()).toList();
  }

  static String[] words(List<String> settings) {
    return settings.stream().flatMap(s -> Stream.of("--set", s)).toArray(String[]::new);
  }
}
