package io.mycelium.redis.state;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.Locale;

/// `lease.lua`: takes, keeps and gives back one lease. Safe for use by many threads.
final class LeaseScript {
  private static final Script<Long> SCRIPT =
      Script.load(LeaseScript.class, "state/lease", ScriptResult.LONG);

  /// What an owner wants of a lease.
  enum Wish {
    ACQUIRE,
    RENEW,
    RELEASE
  }

  private final StoreConnection redis;
  private final WorkspaceKeys keys;

  LeaseScript(StoreConnection redis, WorkspaceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /// Does what the owner wants, if nobody else has the lease.
  ///
  /// @param life is of no matter for a release
  /// @return whether the owner has it then; after a release, whether the owner had it
  boolean run(String name, String owner, Wish wish, Duration life) {
    ScriptInput input =
        ScriptInput.keys(keys.lease(name))
            .arg(wish.name().toLowerCase(Locale.ROOT))
            .arg(owner)
            .arg(life.toMillis());
    return redis.run(SCRIPT, input) == 1;
  }
}
