package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.state.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the suites need of an adapter: an empty queue for each test, and words to speak of it.
public interface QueueUnderTest {
  JobResult RESULT = new JobResult("**done**", List.of());
  JobFailure FAILURE = new JobFailure("exit", "It ended with status 1.");

  JobQueue queue();

  /// A drone's side of the same queue.
  JobSource source();

  /// Puts the clock of the queue forward.
  void passTime(Duration time);

  /// The queue's clock.
  Instant now();

  /// The times of the queue as they are now.
  default QueueTimes times() {
    return queue().times();
  }

  /// @return the job's id
  default JobId submitted(JobBuilder job) {
    JobSpec spec = job.spec();
    assertThat(queue().submit(spec)).isInstanceOf(Submitted.Queued.class);
    return spec.id();
  }

  default Lease claimed(Drone drone) {
    return source().claim(drone).orElseThrow().lease();
  }

  default Optional<JobId> claimedJob(Drone drone) {
    return source().claim(drone).map(claimed -> claimed.job().id());
  }

  default Job job(JobId id) {
    return queue().find(id).orElseThrow();
  }

  default JobState state(JobId id) {
    return job(id).state();
  }

  /// Lets all leases end, and the queue deal with them.
  ///
  /// @return how many there were
  default int loseLeases() {
    passTime(times().lease().plusSeconds(1));
    return queue().reap();
  }

  /// Takes what the outbox has, progress that still waits for more included, and settles it.
  default List<OutboxRow> owed() {
    passTime(Duration.ofSeconds(1));
    List<OutboxRow> all = new ArrayList<>();
    for (List<OutboxRow> some = take(); !some.isEmpty(); some = take()) {
      all.addAll(some);
    }
    return all;
  }

  private List<OutboxRow> take() {
    List<OutboxRow> rows = queue().outbox().take(100, Duration.ofMinutes(1));
    rows.forEach(queue().outbox()::done);
    return rows;
  }

  default List<String> owedKinds() {
    return owed().stream().map(OutboxRow::kind).toList();
  }
}
