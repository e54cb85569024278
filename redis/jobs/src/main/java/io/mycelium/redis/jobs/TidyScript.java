package io.mycelium.redis.jobs;

import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Collection;

/// Runs `tidy.lua`.
record TidyScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script("tidy", ScriptResult.LONG, "job", "bell", "lines", "places");

  void run(Collection<String> classes) {
    access.run(
        SCRIPT,
        input -> {
          classes.forEach(input::arg);
          return input;
        });
  }
}
