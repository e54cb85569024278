package io.mycelium.redis.jobs;

import io.mycelium.core.job.Lease;
import io.mycelium.redis.client.ScriptInput;

/// How leases are told to scripts.
final class Leases {
  private Leases() {}

  /// Adds job, drone and fence.
  static ScriptInput add(ScriptInput input, Lease lease) {
    return input.arg(lease.job().value()).arg(lease.drone().value()).arg(lease.fence());
  }
}
