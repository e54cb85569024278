package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindScriptTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private Job found(JobId id) {
    return new FindScript(queue.access()).run(id).orElseThrow().job();
  }

  @Test
  void jobThatNobodyPutInIsNotFound() {
    assertThat(new FindScript(queue.access()).run(new JobId("job_nobody"))).isEmpty();
  }

  @Test
  void tellsWhatFewJobsHaveAndTheRunsThatBroughtNothing() {
    JobId id = queue.submitted(aJob());
    queue.claimed(aDrone("one"));
    queue.loseLeases();
    Lease lease = queue.claimed(aDrone("two"));
    var progress = new JobProgress(40, "half way");
    queue.source().report(lease, new Report(1, Optional.of(progress), List.of(LogLine.of("a"))));

    Job job = found(id);

    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.progress()).contains(progress);
    assertThat(job.past()).extracting(PastRun::code).containsExactly("drone-lost");
  }

  /// What came of a job lies in one place, and its state says what it is.
  @Test
  void whatCameOfAJobIsGoneWhenItRunsAnew() {
    JobId id = queue.submitted(aJob());
    queue.source().fail(queue.claimed(aDrone("one")), TestQueue.FAILURE);
    assertThat(found(id).failure()).contains(TestQueue.FAILURE);
    assertThat(found(id).result()).isEmpty();

    queue.queue().redrive(id);
    assertThat(found(id).failure()).isEmpty();

    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);
    assertThat(found(id).result()).contains(TestQueue.RESULT);
    assertThat(found(id).failure()).isEmpty();
  }

  /// Half of a job is none: somebody deleted the other half by hand.
  @Test
  void jobWithoutItsSpecificationIsNotFound() {
    JobId id = queue.submitted(aJob());

    server.ask("HDEL", "myc:{main:q}:specs", id.value());

    assertThat(queue.queue().find(id)).isEmpty();
    assertThat(queue.source().claim(aDrone("one"))).isEmpty();
  }
}
