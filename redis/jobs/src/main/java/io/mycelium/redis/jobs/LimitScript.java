package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.LimitName;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.time.Duration;
import java.util.Optional;

/// Runs `limit.lua`.
record LimitScript(QueueAccess access) {
  private static final Script<Long> SCRIPT =
      QueueAccess.script("limit", ScriptResult.LONG, "job", "bell", "lines", "ends");

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
    return access.run(SCRIPT, input -> input.arg(name.value()).arg(value)) == 1;
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
