package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobInput;
import io.mycelium.core.job.JobSpec;
import java.util.List;
import java.util.Optional;

/// What came of the jobs that another waited for.
record Inputs(QueueAccess access) {
  /// In the order of the plan; without those that are not kept any more.
  List<JobInput> of(JobSpec job) {
    return job.plan().after().jobs().stream().flatMap(id -> one(id).stream()).toList();
  }

  private Optional<JobInput> one(JobId id) {
    return new FindScript(access)
        .run(id)
        .map(JobFields::now)
        .map(now -> new JobInput(id, now.state(), now.result(), now.failure()));
  }
}
