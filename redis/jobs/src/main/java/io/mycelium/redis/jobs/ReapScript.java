package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;

/// Runs `reap.lua`, until nothing is left to do.
record ReapScript(QueueAccess access) {
  private static final int AT_ONCE = 64;
  private static final Script<Long> SCRIPT =
      QueueAccess.script(
          "reap",
          ScriptResult.LONG,
          "job",
          "bell",
          "lines",
          "limits",
          "promote",
          "closed",
          "ends",
          "cancelled",
          "back");

  /// Tells with how many leases it dealt.
  int run() {
    int all = 0;
    long some;
    do {
      some = access.run(SCRIPT, input -> input.arg(AT_ONCE));
      all += (int) some;
    } while (some == AT_ONCE);
    return all;
  }
}
