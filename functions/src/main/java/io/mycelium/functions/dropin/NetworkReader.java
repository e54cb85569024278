package io.mycelium.functions.dropin;

import io.mycelium.core.job.HostPattern;
import io.mycelium.core.job.NetworkPolicy;
import java.util.List;
import java.util.Optional;

/// Reads what a manifest says of the network.
final class NetworkReader {
  private static final String KEY = "network";

  /// What opens the way to the proxy inside needs it for a moment.
  private static final long LEAST_MEMORY = 64L << 20;

  private NetworkReader() {}

  /// Reads the key; empty when it is not there or wrong.
  static Optional<NetworkPolicy> read(Section root, Manifest.Limits limits) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    return root.isList(KEY) ? list(root, limits) : word(root);
  }

  private static Optional<NetworkPolicy> word(Section root) {
    Optional<String> word = root.text(KEY);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return switch (word.get()) {
      case "none" -> Optional.of(new NetworkPolicy.None());
      case "full" -> Optional.of(new NetworkPolicy.Full());
      default -> {
        root.problem(
            KEY,
            "is '%s', but takes none, full, or a list such as [pypi.org:443]",
            Section.shown(word.get()));
        yield Optional.empty();
      }
    };
  }

  private static Optional<NetworkPolicy> list(Section root, Manifest.Limits limits) {
    List<String> texts = root.texts(KEY, "[pypi.org:443]").orElse(List.of());
    List<HostPattern> hosts = texts.stream().flatMap(t -> HostPattern.parse(t).stream()).toList();
    Optional<String> wrong = texts.stream().filter(t -> HostPattern.parse(t).isEmpty()).findFirst();
    if (wrong.isPresent()) {
      root.problem(
          KEY,
          "has '%s', but takes a host and a port, such as %s",
          Section.shown(wrong.get()),
          HostPattern.FORM);
    } else if (hosts.isEmpty() || hosts.size() > NetworkPolicy.MOST_PATTERNS) {
      root.problem(KEY, "takes 1 to %d hosts", NetworkPolicy.MOST_PATTERNS);
    } else if (limits.memoryBytes() < LEAST_MEMORY) {
      root.problem(KEY, "with a list needs a memory limit of 64m or more");
    } else {
      return Optional.of(new NetworkPolicy.Allowed(hosts));
    }
    return Optional.empty();
  }
}
