package io.mycelium.redis.jobs;

import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.ScriptInput;
import java.util.List;

/// How leases are told to scripts.
final class Leases {
  private Leases() {}

  /// Job, drone and fence.
  static List<String> words(Lease lease) {
    return List.of(lease.job().value(), lease.drone().value(), Long.toString(lease.fence()));
  }

  /// Adds them.
  static ScriptInput add(ScriptInput input, Lease lease) {
    return input.args(words(lease));
  }
}
