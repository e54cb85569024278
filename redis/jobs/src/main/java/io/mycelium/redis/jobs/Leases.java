package io.mycelium.redis.jobs;

import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.ScriptInput;
import java.util.List;

/// How leases are told to scripts.
final class Leases {
  private Leases() {}

  /// Adds job, drone and fence.
  static ScriptInput add(ScriptInput input, Lease lease) {
    return input.args(
        List.of(lease.job().value(), lease.drone().value(), Long.toString(lease.fence())));
  }
}
