package io.mycelium.redis.jobs;

import io.lettuce.core.KeyValue;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobInput;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.json.Json;
import java.util.List;
import java.util.Optional;

/// What came of the jobs that another waited for.
record Inputs(QueueAccess access) {
  /// In the order of the plan; without those that are not kept any more.
  List<JobInput> of(JobSpec job) {
    return job.plan().after().jobs().stream().flatMap(id -> one(id).stream()).toList();
  }

  private Optional<JobInput> one(JobId id) {
    List<KeyValue<String, String>> read =
        access.read(redis -> redis.hmget(access.key("job:" + id), "now", "result", "failure"));
    return text(read.get(0))
        .map(now ->
            new JobInput(
                id,
                new NowWords(now).state(),
                text(read.get(1)).map(json -> Json.read(json, JobResult.class)),
                text(read.get(2)).map(json -> Json.read(json, JobFailure.class))));
  }

  private static Optional<String> text(KeyValue<String, String> value) {
    return value.optional();
  }
}
