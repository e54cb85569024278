package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.Optional;

/// Runs `promote.lua`.
record PromoteScript(QueueAccess access) {
  private static final int AT_ONCE = 100;

  private static final Script<Long> SCRIPT =
      QueueAccess.script("promote", ScriptResult.LONG, "job", "bell", "lines", "limits", "promote");

  /// Tells when the next one is due, from now; empty when none is delayed.
  Optional<Duration> run() {
    long next;
    do {
      next = access.run(SCRIPT, input -> input.arg(AT_ONCE));
    } while (next == 0);
    return next < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(next));
  }
}
