package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Plan;
import io.mycelium.core.job.Submitted;
import io.mycelium.redis.embedded.TestSentinel;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A replica takes the master's place while jobs come and go.
@Timeout(120)
class SentinelFailoverTest {
  private static final int JOBS = 200;

  /// Without a replica each submission waits half a second for one.
  private static final int BATCH = 20;

  private TestSentinel redis;
  private TestQueue queue;
  private final Queue<JobId> acknowledged = new ConcurrentLinkedQueue<>();
  private final Set<JobId> completed = ConcurrentHashMap.newKeySet();
  private volatile boolean submitted;

  @BeforeEach
  void open() {
    redis = TestSentinel.start();
    queue = new TestQueue(redis.url());
  }

  @AfterEach
  void close() {
    queue.close();
    redis.close();
  }

  @Test
  void whatAReplicaHasIsNotLost() throws ExecutionException, InterruptedException {
    List<JobSpec> specs = Stream.generate(SentinelFailoverTest::durable).limit(JOBS).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          List.of(
              threads.submit(() -> submitAll(specs)),
              threads.submit(() -> work(aDrone("one"))),
              threads.submit(() -> work(aDrone("two"))),
              threads.submit(this::failOver));
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(JOBS / 2);
    assertThat(acknowledged).allSatisfy(id -> assertThat(queue.state(id)).isEqualTo(JobState.DONE));
    assertThat(completed).containsAll(acknowledged);
    assertThat(queue.queue().counts().open()).isZero();
  }

  @Test
  void whatNoReplicaHasIsSaidToBeSo() {
    JobSpec before = durable();
    assertThat(queue.queue().submit(before)).isEqualTo(new Submitted.Queued(true));
    redis.cutReplication();
    JobSpec after = durable();
    assertThat(queue.queue().submit(after)).isEqualTo(new Submitted.Queued(false));

    redis.killMaster();
    redis.awaitPromotion();

    assertThat(Persistently.ask(() -> queue.queue().find(after.id()))).isEmpty();
    assertThat(queue.state(before.id())).isEqualTo(JobState.WAITING);
    assertThat(queue.queue().submit(after)).isInstanceOf(Submitted.Queued.class);
  }

  @Test
  void jobWhoseAnswerWasLostIsWaitedForWhenItComesAgain() {
    JobSpec replicated = durable();
    queue.queue().submit(replicated);
    assertThat(queue.queue().submit(replicated)).isEqualTo(new Submitted.Known(true));

    redis.freezeReplica();
    JobSpec lost = durable();
    queue.queue().submit(lost);
    Submitted again = queue.queue().submit(lost);
    redis.thawReplica();

    assertThat(again).isEqualTo(new Submitted.Known(false));
    await()
        .untilAsserted(
            () -> assertThat(queue.queue().submit(lost)).isEqualTo(new Submitted.Known(true)));
  }

  private static JobSpec durable() {
    return aJob().planned(Plan::replicated).spec();
  }

  private void submitAll(List<JobSpec> specs) {
    for (int i = 0; i < JOBS; i += BATCH) {
      List<JobSpec> batch = specs.subList(i, i + BATCH);
      List<Submitted> answers = Persistently.ask(() -> queue.queue().submit(batch));
      for (int j = 0; j < BATCH; j++) {
        if (answers.get(j).equals(new Submitted.Queued(true))) {
          acknowledged.add(batch.get(j).id());
        }
      }
    }
    submitted = true;
  }

  private void failOver() {
    await().forever().until(() -> acknowledged.size() >= JOBS / 2);
    redis.killMaster();
    redis.awaitPromotion();
  }

  private void work(Drone drone) {
    try (JobSource source = queue.otherSource()) {
      while (!submitted || Persistently.ask(() -> queue.queue().counts().open()) > 0) {
        Persistently.ask(() -> queue.queue().reap());
        Optional<Claimed> claimed = Persistently.ask(() -> source.claim(drone));
        claimed.ifPresent(job -> {
          if (Persistently.ask(() -> source.complete(job.lease(), TestQueue.RESULT))) {
            completed.add(job.job().id());
          }
        });
      }
    }
  }
}
