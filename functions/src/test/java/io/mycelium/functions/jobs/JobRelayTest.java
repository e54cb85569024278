package io.mycelium.functions.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobEvents;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueTimes;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.functions.TestGateway;
import io.mycelium.functions.TestPackage;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the queue tells arrives in any order and more than once, at two gateways.
class JobRelayTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private static final String LOST =
      "`count` runs again: the drone `attic`, which had it, was lost.";

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway other;
  private TestGateway.User olga;
  private ScriptedDrone attic;
  private ScriptedDrone cellar;

  @BeforeEach
  void open() {
    gateway = TestGateway.withoutRelay(Set.of()).watching(functions);
    other = TestGateway.withoutRelay(Set.of());
    olga = gateway.admin();
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
    attic = ScriptedDrone.bare(gateway.queue(), "attic");
    cellar = ScriptedDrone.bare(gateway.queue(), "cellar");
  }

  @AfterEach
  void close() {
    attic.close();
    cellar.close();
    gateway.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderAndAnyRepeatsTellTheSameStory(long seed) throws Exception {
    JobId job = livedThrough();
    List<OutboxRow> rows = rows();
    var random = new Random(seed);

    List<OutboxRow> left = new ArrayList<>(rows);
    while (!left.isEmpty()) {
      OutboxRow row = left.get(random.nextInt(left.size()));
      boolean done = handle(random.nextBoolean() ? gateway : other, row);
      if (done && random.nextInt(3) > 0) {
        left.remove(row);
      }
    }

    assertStory(job);
  }

  @Test
  void twoGatewaysThatTellAtTheSameTimeTellItOnce() throws Exception {
    JobId job = livedThrough();
    List<OutboxRow> rows = new ArrayList<>(rows());
    Collections.shuffle(rows, new Random(99));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (OutboxRow row : rows) {
        for (TestGateway at : List.of(gateway, other)) {
          Callable<Boolean> untilDone = () -> untilDone(at, row);
          all.add(threads.submit(untilDone));
        }
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }

    assertStory(job);
  }

  @Test
  void lossIsToldBeforeTheEndThatCameWhileTheJobWaitedAgain() throws Exception {
    var job = new JobId(TestGateway.field(olga.run("count"), "id"));
    lose(attic);
    gateway.queue().jobs().cancel(job, "Nobody wants it.");
    List<OutboxRow> rows = rows(4);

    for (String kind : List.of(JobEvents.ENDED, JobEvents.REQUEUED, JobEvents.STARTED)) {
      for (OutboxRow row : rows) {
        assertThat(!row.kind().equals(kind) || handle(gateway, row)).isTrue();
      }
    }

    assertThat(said(job)).containsExactly(LOST, "`count` was cancelled: Nobody wants it.");
  }

  /// Claimed, worked on, given back, claimed again and lost, claimed again, worked on, done.
  private JobId livedThrough() {
    var job = new JobId(TestGateway.field(olga.run("count"), "id"));
    Claimed first = cellar.claim();
    cellar.print(first.lease(), 20, "first");
    cellar.release(first.lease());
    lose(attic);
    Claimed third = cellar.claim();
    cellar.print(third.lease(), 80, "second");
    cellar.complete(third.lease(), "Done.");
    return job;
  }

  /// Lets the drone take the job and then says nothing of it any more.
  private void lose(ScriptedDrone drone) {
    JobQueue queue = gateway.queue().jobs();
    QueueTimes usual = queue.times();
    Duration lease = Duration.ofMillis(20);
    queue.setTimes(new QueueTimes(lease, lease.dividedBy(2), usual.alive(), usual.retention()));
    drone.claim();
    await().until(() -> queue.reap() == 1);
    queue.setTimes(usual);
  }

  private List<OutboxRow> rows() {
    return rows(8);
  }

  private List<OutboxRow> rows(int many) {
    Map<String, OutboxRow> rows = new TreeMap<>();
    await()
        .until(() -> {
          gateway
              .queue()
              .jobs()
              .outbox()
              .take(100, Duration.ofMillis(1))
              .forEach(row -> rows.put(row.id(), row));
          return rows.size() == many;
        });
    return List.copyOf(rows.values());
  }

  private static boolean handle(TestGateway at, OutboxRow row) throws InterruptedException {
    OutboxHandler handler =
        at.jobs().relays().stream()
            .filter(h -> h.kind().equals(row.kind()))
            .findFirst()
            .orElseThrow();
    return handler.handle(row) instanceof Settled.Done;
  }

  private static boolean untilDone(TestGateway at, OutboxRow row) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> handle(at, row));
    return true;
  }

  private void assertStory(JobId job) {
    List<String> types =
        gateway.events("job.").stream()
            .map(EventRecord::type)
            .filter(type -> !type.equals("job.progress"))
            .toList();
    List<String> lines =
        gateway.events("job.progress").stream()
            .flatMap(e -> e.payload().path("lines").valueStream())
            .map(line -> line.asText())
            .toList();
    assertThat(types)
        .containsExactly(
            "job.queued",
            "job.started",
            "job.requeued",
            "job.started",
            "job.requeued",
            "job.started",
            "job.ended");
    assertThat(lines).containsExactly("first", "second");
    assertThat(said(job)).containsExactly(LOST, "Done.");
    List<String> all = gateway.events("job.").stream().map(EventRecord::type).toList();
    assertThat(all.getLast()).isEqualTo("job.ended");
  }

  /// What stands in its thread, oldest first.
  private List<String> said(JobId job) {
    return gateway.posts(Posts.of(gateway.jobs().thread(job).orElseThrow())).stream()
        .map(post -> ((Reply.Text) ((Content.Said) post.content()).reply()).markdown())
        .toList();
  }
}
