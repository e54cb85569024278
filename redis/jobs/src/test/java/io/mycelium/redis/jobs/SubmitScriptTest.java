package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.LogLine;
import io.mycelium.core.job.QueuePolicy;
import io.mycelium.core.job.Report;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.embedded.TestRedis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  private Callable<List<Submitted>> submitting(JobSpec... jobs) {
    return () -> queue.queue().submit(List.of(jobs));
  }

  @Test
  void whatComesAtTheSameTimeForALineGoesTogether() throws Exception {
    queue.submitted(aJob());
    server.ask("CONFIG", "RESETSTAT");

    List<List<Submitted>> answers =
        AtOnce.ask(server, Stream.generate(() -> submitting(aJob().spec())).limit(6).toList());

    assertThat(answers).allMatch(List.of(new Submitted.Queued(true))::equals);
    assertThat(AtOnce.scripts(queue)).as("one, and one for the others").isEqualTo(2);
    assertThat(queue.queue().counts().waiting()).isEqualTo(7);
  }

  @Test
  void refusedOneDoesNotEndWhatWentWithIt() throws Exception {
    queue.queue().setPolicy(QueuePolicy.STANDARD.holding(100, 3));
    JobSpec known = aJob().spec();
    queue.queue().submit(known);

    List<List<Submitted>> answers =
        AtOnce.ask(
            server,
            List.of(
                submitting(aJob().spec()),
                submitting(aJob().spec(), aJob().spec(), aJob().spec()),
                submitting(known),
                submitting(aJob().spec())));

    assertThat(answers.get(0)).containsExactly(new Submitted.Queued(true));
    assertThat(answers.get(1)).hasSize(2).last().isInstanceOf(Submitted.Full.class);
    assertThat(answers.get(2)).containsExactly(new Submitted.Known(true));
    assertThat(answers.get(3)).singleElement().isInstanceOf(Submitted.Full.class);
  }

  @Test
  void jobThatACallHasTwiceIsPutInOnce() {
    queue.submitted(aJob());
    JobSpec job = aJob().spec();

    List<Submitted> answers = queue.queue().submit(List.of(job, job, aJob().spec()));

    assertThat(answers)
        .containsExactly(
            new Submitted.Queued(true), new Submitted.Known(true), new Submitted.Queued(true));
    assertThat(queue.queue().counts().waiting()).isEqualTo(3);
    assertThat(queue.source().claim(aDrone("one"), 8)).hasSizeLessThan(4);
    queue.source().claim(aDrone("one"), 8);
    assertThat(queue.queue().counts().waiting()).isZero();
    assertThat(queue.queue().running()).hasSize(3);
  }

  private List<String> keys() {
    return queue.access().read(redis -> redis.keys("*"));
  }
}
