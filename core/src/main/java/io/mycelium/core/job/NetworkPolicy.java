package io.mycelium.core.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which network a job has. In JSON `"none"`, `"full"`, or the list of what is allowed.
public sealed interface NetworkPolicy {
  /// Patterns of a list at most.
  int MOST_PATTERNS = 64;

  /// Not even the machine's loopback.
  record None() implements NetworkPolicy {}

  /// What is on the list, through the drone's own proxy.
  record Allowed(List<HostPattern> hosts) implements NetworkPolicy {
    public Allowed {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty() || hosts.size() > MOST_PATTERNS) {
        throw new IllegalArgumentException("a list of 1 to %d hosts".formatted(MOST_PATTERNS));
      }
    }

    /// Whether a host, as a program named it, is on the list with that port.
    public boolean allows(String host, int port) {
      return hosts.stream().anyMatch(pattern -> pattern.matches(host, port));
    }
  }

  /// That of the machine, its loopback included.
  record Full() implements NetworkPolicy {}

  /// For people: `none`, `full`, or the list.
  default String words() {
    return switch (this) {
      case None() -> "none";
      case Full() -> "full";
      case Allowed(var hosts) ->
          hosts.stream().map(HostPattern::toString).collect(Collectors.joining(", "));
    };
  }

  /// How it stands in JSON: a word, or a list of patterns.
  @JsonValue
  default Object json() {
    return switch (this) {
      case None() -> "none";
      case Full() -> "full";
      case Allowed(var hosts) -> hosts.stream().map(HostPattern::toString).toList();
    };
  }

  /// Reads what [#json] wrote.
  ///
  /// @throws IllegalArgumentException when it is something else, so that nothing is guessed
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static NetworkPolicy of(JsonNode json) {
    if (json.isArray()) {
      List<HostPattern> hosts = new ArrayList<>();
      for (JsonNode pattern : json) {
        Optional<HostPattern> read = HostPattern.parse(pattern.asText());
        hosts.add(read.orElseThrow(() -> unknown(json)));
      }
      return new Allowed(hosts);
    }
    return switch (json.asText()) {
      case "none" -> new None();
      case "full" -> new Full();
      default -> throw unknown(json);
    };
  }

  private static IllegalArgumentException unknown(JsonNode json) {
    return new IllegalArgumentException("no policy for a network: " + json);
  }
}
