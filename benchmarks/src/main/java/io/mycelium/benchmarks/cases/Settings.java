package io.mycelium.benchmarks.cases;

import java.util.List;
import java.util.stream.Stream;

/// Settings as words behind `up`.
final class Settings {
  private Settings() {}

  static String[] words(List<String> settings) {
    return settings.stream().flatMap(s -> Stream.of("--set", s)).toArray(String[]::new);
  }
}
