package io.mycelium.redis.jobs;

import io.mycelium.core.job.QueueTimes;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptInput;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// Runs `times.lua`.
record TimesScript(QueueAccess access) {
  private static final Script<List<Object>> SCRIPT = QueueAccess.script("times", ScriptResult.LIST);

  QueueTimes now() {
    return run(input -> input);
  }

  QueueTimes set(QueueTimes times) {
    return run(input ->
        input.arg(times.lease()).arg(times.beat()).arg(times.alive()).arg(times.retention()));
  }

  private QueueTimes run(UnaryOperator<ScriptInput> arguments) {
    List<Duration> found =
        access.run(SCRIPT, arguments).stream()
            .map(millis -> Duration.ofMillis(Long.parseLong(String.valueOf(millis))))
            .toList();
    return new QueueTimes(found.get(0), found.get(1), found.get(2), found.get(3));
  }
}
