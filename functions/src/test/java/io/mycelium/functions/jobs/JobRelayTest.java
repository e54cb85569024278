package io.mycelium.functions.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
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

  @TempDir Path functions;
  private TestGateway gateway;
  private TestGateway other;
  private TestGateway.User olga;

  @BeforeEach
  void open() {
    gateway = TestGateway.withoutRelay(Set.of()).watching(functions);
    other = TestGateway.withoutRelay(Set.of());
    olga = gateway.admin();
    TestPackage.drop(functions, "count", TestPackage.manifest("count", "low"));
    await().until(() -> !gateway.events("function.broken").isEmpty());
    olga.run("function trust count");
    await().until(() -> gateway.has("count"));
  }

  @AfterEach
  void close() {
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

  /// Claimed, worked on, given back, claimed again, worked on, done.
  private JobId livedThrough() {
    var job = new JobId(TestGateway.field(olga.run("count"), "id"));
    try (var attic = ScriptedDrone.bare(gateway.queue(), "attic");
        var cellar = ScriptedDrone.bare(gateway.queue(), "cellar")) {
      Claimed first = attic.claim();
      attic.print(first.lease(), 20, "first");
      attic.release(first.lease());
      Claimed second = cellar.claim();
      cellar.print(second.lease(), 80, "second");
      cellar.complete(second.lease(), "Done.");
    }
    return job;
  }

  private List<OutboxRow> rows() {
    Map<String, OutboxRow> rows = new TreeMap<>();
    await()
        .until(() -> {
          gateway
              .queue()
              .jobs()
              .outbox()
              .take(100, Duration.ofMillis(1))
              .forEach(row -> rows.put(row.id(), row));
          return rows.size() == 6;
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
        .containsExactly("job.queued", "job.started", "job.requeued", "job.started", "job.ended");
    assertThat(lines).containsExactly("first", "second");
    assertThat(gateway.posts(Posts.of(gateway.jobs().thread(job).orElseThrow()))).hasSize(1);
    List<String> all = gateway.events("job.").stream().map(EventRecord::type).toList();
    assertThat(all.getLast()).isEqualTo("job.ended");
  }
}
