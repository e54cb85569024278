package io.mycelium.redis.jobs;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A job as the scripts write it.
///
/// @param spec what `specs` has of it
/// @param now what `jobs` or `over` has of it
/// @param fields what few jobs have
/// @param past entries of `past:<id>`
record JobFields(String spec, NowWords now, Map<String, String> fields, List<String> past) {
  Job job() {
    JobState state = now.state();
    return new Job(
        JobWords.read(spec),
        state,
        now.owner(),
        now.fence(),
        now.lost(),
        now.failures(),
        now.cancelling(),
        now.ready().filter(_ -> state == JobState.DELAYED),
        text("why").filter(_ -> !state.ended() && state != JobState.RUNNING),
        progress(),
        now.result(),
        now.failure(),
        now.started(),
        now.ended(),
        past.stream().map(JobFields::past).toList());
  }

  private record Past(
      long fence, DroneId drone, long at, String end, String code, String message) {}

  private static PastRun past(String json) {
    Past read = Json.read(json, Past.class);
    return new PastRun(
        read.fence(),
        read.drone(),
        Instant.ofEpochMilli(read.at()),
        read.end(),
        read.code(),
        read.message());
  }

  private Optional<JobProgress> progress() {
    return text("percent")
        .map(percent -> new JobProgress(Integer.parseInt(percent), text("note").orElse("")));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
