package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.client.RedisConnection;
import io.mycelium.redis.client.StoreConnection;
import java.time.Duration;
import java.util.List;

/// Submits, and waits until a replica has it. `WAIT` counts what its own connection wrote and holds
/// that connection up, so it has one for itself.
record DurableSubmit(QueueAccess access) {
  private static final Duration LONGEST = Duration.ofMillis(500);

  List<Submitted> run(List<JobSpec> jobs) {
    return StoreConnection.translated(() -> {
      try (RedisConnection own = access.redis().dedicated(LONGEST)) {
        List<Submitted> answers = new SubmitScript(access.over(own)).run(jobs);
        long replicas = own.read(redis -> redis.waitForReplication(1, LONGEST.toMillis()));
        return answers.stream().map(answer -> told(answer, replicas > 0)).toList();
      }
    });
  }

  private static Submitted told(Submitted answer, boolean durable) {
    return answer instanceof Submitted.Queued ? new Submitted.Queued(durable) : answer;
  }
}
