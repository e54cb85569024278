package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.embedded.TestRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A drone is revoked.
class LoseScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private static final Drone ATTIC = aDrone("attic");

  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void itsJobsGoBackWithTheReason() {
    JobId id = queue.submitted(aJob());
    queue.claimed(ATTIC);

    int had = queue.queue().lose(ATTIC.id());

    Job job = queue.job(id);
    assertThat(had).isEqualTo(1);
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.lost()).isEqualTo(1);
    assertThat(job.past())
        .extracting(PastRun::drone, PastRun::end, PastRun::code, PastRun::message)
        .containsExactly(tuple(ATTIC.id(), "lost", PastRun.REVOKED, "The drone was revoked."));
    assertThat(queue.owed())
        .filteredOn(row -> row.kind().equals(JobEvents.REQUEUED))
        .extracting(row -> row.payload().path("reason").asText())
        .containsExactly("revoked");
  }

  @Test
  void itIsNotQuarantinedHoweverManyJobsItHad() {
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(queue.submitted(aJob()));
      queue.claimed(ATTIC);
    }

    queue.queue().lose(ATTIC.id());
    queue.loseLeases();

    assertThat(ids).extracting(queue::state).containsOnly(JobState.WAITING);
    assertThat(queue.queue().controls()).isEmpty();
    assertThat(queue.owed())
        .extracting(OutboxRow::kind)
        .contains(JobEvents.REQUEUED)
        .doesNotContain(JobEvents.QUARANTINED);
  }

  @Test
  void aJobThatMayLoseNoMoreDronesIsDeadAndSaysWhy() {
    JobId id = queue.submitted(aJob().buriedAfter(2));
    queue.claimed(aDrone("cellar"));
    queue.loseLeases();
    queue.claimed(ATTIC);

    queue.queue().lose(ATTIC.id());

    assertThat(queue.state(id)).isEqualTo(JobState.DEAD);
    assertThat(queue.job(id).failure())
        .contains(
            new JobFailure(
                "drones-lost",
                "2 drones were lost with it. The last time: The drone was revoked."));
  }

  @Test
  void aJobThatIsBeingCancelledIsCancelled() {
    JobId id = queue.submitted(aJob());
    Lease lease = queue.claimed(ATTIC);
    queue.queue().cancel(id, "enough");

    queue.queue().lose(ATTIC.id());

    assertThat(queue.state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(queue.job(id).failure()).contains(new JobFailure("cancelled", "enough"));
    assertThat(queue.source().complete(lease, TestQueue.RESULT)).isFalse();
  }
}
