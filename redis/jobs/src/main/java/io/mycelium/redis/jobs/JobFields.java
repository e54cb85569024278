package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A job's hash, as the scripts write it.
record JobFields(Map<String, String> fields) {
  /// Empty when there is no such hash.
  Optional<Job> job() {
    return text("spec")
        .map(spec ->
            new Job(
                Json.read(spec, JobSpec.class),
                state(),
                text("owner").map(DroneId::new),
                number("fence"),
                (int) number("lost"),
                fields.containsKey("cancelling"),
                progress(),
                text("result").map(json -> Json.read(json, JobResult.class)),
                text("failure").map(json -> Json.read(json, JobFailure.class)),
                time("started"),
                time("ended")));
  }

  private JobState state() {
    return JobState.valueOf(text("state").orElseThrow().toUpperCase(Locale.ROOT));
  }

  private Optional<JobProgress> progress() {
    return text("percent")
        .map(percent -> new JobProgress(Integer.parseInt(percent), text("note").orElse("")));
  }

  private Optional<Instant> time(String name) {
    return text(name).map(Long::parseLong).map(Instant::ofEpochMilli);
  }

  private long number(String name) {
    return text(name).map(Long::parseLong).orElse(0L);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
