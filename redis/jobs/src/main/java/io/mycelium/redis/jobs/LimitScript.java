package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.LimitName;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs `limit.lua`.
record LimitScript(QueueAccess access) {
  /// So that no call holds Redis up.
  private static final int AT_ONCE = 128;

  private static final int RUNNING_AT_ONCE = 1000;

  private static final Script<List<Object>> SCRIPT =
      QueueAccess.script(
          "limit", ScriptResult.LIST, "job", "bell", "lines", "closed", "limits", "ends");

  void set(JobLimit limit) {
    String rate =
        limit
            .rate()
            .map(r -> "%d %d %d".formatted(r.jobs(), r.per().toMillis(), r.burst()))
            .orElse("0 0 0");
    run(limit.name(), limit.concurrent().orElse(0) + " " + rate);
  }

  /// Tells whether there was one.
  boolean end(LimitName name) {
    return run(name, "");
  }

  private boolean run(LimitName name, String value) {
    List<Object> first = once(name, value, "0");
    List<Object> last = first;
    while (!last.get(1).equals(0L)) {
      last = once(name, value, String.valueOf(last.get(2)));
    }
    return first.getFirst().equals(1L);
  }

  private List<Object> once(LimitName name, String value, String from) {
    return access.run(
        SCRIPT,
        input -> input.arg(name.value()).arg(value).arg(AT_ONCE).arg(from).arg(RUNNING_AT_ONCE));
  }

  /// Reads what is kept.
  static JobLimit limit(String name, String value) {
    String[] words = value.split(" ", -1);
    int concurrent = Integer.parseInt(words[0]);
    int jobs = Integer.parseInt(words[1]);
    return new JobLimit(
        new LimitName(name),
        concurrent == 0 ? Optional.empty() : Optional.of(concurrent),
        jobs == 0
            ? Optional.empty()
            : Optional.of(
                new JobLimit.Rate(
                    jobs,
                    Duration.ofMillis(Long.parseLong(words[2])),
                    Integer.parseInt(words[3]))));
  }
}
