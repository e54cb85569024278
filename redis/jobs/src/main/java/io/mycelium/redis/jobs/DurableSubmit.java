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
        boolean durable = isReplicated(own, answers);
        return answers.stream().map(answer -> told(answer, durable)).toList();
      }
    });
  }

  /// A replica that has what was written last has all that was written before, also jobs that were
  /// known because the answer to an earlier submission was lost. After a reconnect nobody knows
  /// what `WAIT` counted.
  private boolean isReplicated(RedisConnection own, List<Submitted> answers) {
    if (answers.stream().noneMatch(Submitted.Queued.class::isInstance)) {
      if (answers.stream().noneMatch(Submitted.Known.class::isInstance)) {
        return false;
      }
      own.write(redis -> redis.hincrby(access.key("queue"), "durable", 1));
    }
    long replicas = own.read(redis -> redis.waitForReplication(1, LONGEST.toMillis()));
    return replicas > 0 && own.connections() == 1;
  }

  private static Submitted told(Submitted answer, boolean durable) {
    return switch (answer) {
      case Submitted.Queued _ -> new Submitted.Queued(durable);
      case Submitted.Known _ -> new Submitted.Known(durable);
      case Submitted.Same _,
          Submitted.Frozen _,
          Submitted.Full _,
          Submitted.Draining _,
          Submitted.Missing _ ->
          answer;
    };
  }
}
