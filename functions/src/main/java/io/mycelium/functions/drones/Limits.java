package io.mycelium.functions.drones;

import io.mycelium.core.job.Enforcement;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a drone says of the limits of its jobs, by its tags.
final class Limits {
  private Limits() {}

  /// By what they are kept.
  static String kept(Collection<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith(Enforcement.LIMITS))
        .filter(tag -> Stream.of(Enforcement.values()).noneMatch(e -> e.tag().equals(tag)))
        .map(tag -> tag.substring(Enforcement.LIMITS.length()))
        .findFirst()
        .orElse("not told");
  }

  /// What of a job's limits it cannot keep.
  static String missing(Collection<String> tags) {
    String words =
        Stream.of(Enforcement.values())
            .filter(e -> !tags.contains(e.tag()))
            .map(Enforcement::words)
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? "nothing is missing" : words;
  }
}
