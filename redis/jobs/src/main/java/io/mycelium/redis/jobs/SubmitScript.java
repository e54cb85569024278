package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobQueue.Submitted;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.json.Json;
import io.mycelium.redis.client.Script;
import io.mycelium.redis.client.ScriptResult;
import java.util.Locale;
import java.util.Optional;

/// Runs `submit.lua`.
record SubmitScript(QueueAccess access) {
  private static final Script<Optional<String>> SCRIPT =
      QueueAccess.script("submit", ScriptResult.TEXT);

  Submitted run(JobSpec job) {
    Lane lane = Lane.of(job);
    String answer =
        access
            .run(
                SCRIPT,
                input ->
                    input
                        .arg(job.id().value())
                        .arg(Json.write(job))
                        .arg(lane.name())
                        .arg(job.room().value())
                        .arg(job.maxLost()))
            .orElseThrow();
    return Submitted.valueOf(answer.toUpperCase(Locale.ROOT));
  }
}
