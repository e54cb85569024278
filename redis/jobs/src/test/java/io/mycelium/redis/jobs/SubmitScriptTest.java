package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.Report;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmitScriptTest {
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

  @Test
  void jobWaitsInTheLineOfItsPriorityItsClassAndItsRoom() {
    JobSpec job = aJob().requiring("linux", "gpu").untrusted().spec();

    new SubmitScript(queue.access()).run(List.of(job));

    assertThat(server.ask("XLEN", "myc:{main:q}:line:normal:contained,gpu,linux:main"))
        .isEqualTo("1");
  }

  @Test
  void everyKeyOfAQueueCarriesItsTag() {
    queue.submitted(aJob());
    Lease lease = queue.claimed(aDrone("one"));
    queue.source().announce(aDrone("one"));
    queue.source().report(lease, new Report(1, Optional.empty(), List.of(LogLine.of("line"))));
    queue.source().complete(lease, TestQueue.RESULT);
    queue.queue().freeze(1, true);

    assertThat(keys()).hasSizeGreaterThan(10).allMatch(key -> key.startsWith("myc:{main:q}:"));
  }

  @Test
  void rowsAreNamedAfterJobAndFence() {
    JobSpec job = aJob().spec();
    queue.queue().submit(job);
    queue.source().complete(queue.claimed(aDrone("one")), TestQueue.RESULT);

    assertThat(queue.owed())
        .extracting(row -> row.id())
        .containsExactlyInAnyOrder(
            "queued:" + job.id() + ":0", "started:" + job.id() + ":1", "ended:" + job.id() + ":1");
  }

  private List<String> keys() {
    return queue.access().read(redis -> redis.keys("*"));
  }
}
