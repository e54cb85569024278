package io.mycelium.functions.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outbox;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.OutboxWorker;
import io.mycelium.core.state.Outcome;
import io.mycelium.functions.Harness;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The worker on a real outbox.
class OutboxWorkerTest {
  private static final Duration LEASE = Duration.ofSeconds(3);

  /// After which a failure no longer counts.
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  @RegisterExtension final Harness mycelium = Harness.standard();

  private final List<OutboxWorker> workers = new ArrayList<>();
  private final Map<String, Integer> handled = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    workers.forEach(OutboxWorker::close);
  }

  @FunctionalInterface
  private interface Work {
    OutboxHandler.Settled on(OutboxRow row) throws InterruptedException;
  }

  private record Handler(Work work, Map<String, Integer> handled) implements OutboxHandler {
    @Override
    public String kind() {
      return "water";
    }

    @Override
    public Settled handle(OutboxRow row) throws InterruptedException {
      handled.merge(row.id(), 1, Integer::sum);
      return work.on(row);
    }
  }

  private static OutboxHandler.Settled done() {
    return new OutboxHandler.Settled.Done();
  }

  private OutboxWorker works(Work work) {
    return works(mycelium.workspace().outbox(), work, mycelium.clock());
  }

  private OutboxWorker works(Outbox outbox, Work work, InstantSource clock) {
    var worker = OutboxWorker.start("test", outbox, List.of(new Handler(work, handled)), clock);
    workers.add(worker);
    return worker;
  }

  private void owe(String... ids) {
    Instant now = mycelium.clock().instant();
    var draft = Commit.of(Intent.system("owe-" + ids[0], now), Outcome.of(new Reply.Text("owed")));
    List.of(ids).forEach(id -> draft.owe(new OutboxRow(id, "water", now, Json.object())));
    mycelium.store().commit(draft.done());
  }

  private boolean empty() {
    return TestRedis.shared().ask("ZCARD", times()).equals("0");
  }

  private static String times() {
    return new KeySpace("test").state("outbox");
  }

  private static String rows() {
    return times() + ":rows";
  }

  @Test
  void everyRowIsDone() {
    works(_ -> done());
    works(_ -> done());

    owe(IntStream.range(0, 100).mapToObj(at -> "r" + at).toArray(String[]::new));

    await().until(this::empty);
    assertThat(handled).hasSize(100).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void aRowThatFailsIsTriedAgainAndHoldsUpNoOther() {
    works(row -> {
      if (row.id().equals("bad") && handled.getOrDefault("bad", 0) < 3) {
        throw new IllegalStateException("not yet");
      }
      return done();
    });

    owe("bad", "good");

    await().until(() -> handled.containsKey("good"));
    await()
        .until(() -> {
          mycelium.clock().advance(Duration.ofSeconds(1));
          return empty();
        });
    assertThat(handled).containsEntry("bad", 3).containsEntry("good", 1);
  }

  @Test
  void pausesGrowWithEachFailureAndFailuresOfLongAgoDoNotCount() {
    works(_ -> {
      throw new IllegalStateException("never");
    });
    owe("bad");
    awaitPause("bad", Duration.ofMillis(200));

    mycelium.clock().advance(Duration.ofMillis(200));
    awaitPause("bad", Duration.ofMillis(400));
    mycelium.clock().advance(FORGOTTEN_AFTER);
    awaitPause("bad", Duration.ofMillis(800));
    mycelium.clock().advance(FORGOTTEN_AFTER.plusMillis(1));

    awaitPause("bad", Duration.ofMillis(200));
  }

  @Test
  void pausesOfARowThatAsksForThemGrowToTheLongest() {
    var slower = new OutboxHandler.Settled.Slower(Duration.ofSeconds(1), Duration.ofSeconds(3));
    works(_ -> slower);
    owe("slow");

    awaitPause("slow", Duration.ofSeconds(1));
    mycelium.clock().advance(Duration.ofSeconds(1));
    awaitPause("slow", Duration.ofSeconds(2));
    mycelium.clock().advance(Duration.ofSeconds(2));
    awaitPause("slow", Duration.ofSeconds(3));
  }

  @Test
  void aSuccessEndsTheCount() {
    works(row -> {
      if (handled.get(row.id()) != 3) {
        throw new IllegalStateException("not yet");
      }
      return new OutboxHandler.Settled.Later(Duration.ofMillis(50));
    });
    owe("bad");
    awaitPause("bad", Duration.ofMillis(200));
    mycelium.clock().advance(Duration.ofMillis(200));
    awaitPause("bad", Duration.ofMillis(400));
    mycelium.clock().advance(Duration.ofMillis(400));
    awaitPause("bad", Duration.ofMillis(50));

    mycelium.clock().advance(Duration.ofMillis(50));

    awaitPause("bad", Duration.ofMillis(200));
  }

  @Test
  void aRowWhoseHandlerEndsInAnErrorIsTakenAgainAfterItsLease() {
    works(row -> {
      if (handled.get(row.id()) == 1) {
        throw new NoClassDefFoundError("as if a jar had gone");
      }
      return done();
    });
    owe("bad");
    await().dontCatchUncaughtExceptions().until(() -> handled.containsKey("bad"));

    await()
        .dontCatchUncaughtExceptions()
        .until(() -> {
          mycelium.clock().advance(Duration.ofSeconds(4));
          return empty();
        });

    // A jump of the clock ends the second's lease too: work that outlives its lease is done again.
    assertThat(handled.get("bad")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aRowThatCannotBeReadHoldsUpNoOther() {
    TestRedis.shared().ask("ZADD", times(), "1", "broken");
    TestRedis.shared().ask("HSET", rows(), "broken", "{\"id\":");
    works(_ -> done());

    owe("good");

    await().until(() -> handled.containsKey("good"));
    assertThat(TestRedis.shared().ask("HEXISTS", rows(), "broken")).isEqualTo("1");
  }

  @Test
  void theWorkerOutlivesAnErrorOfTheStore() {
    TestRedis.shared().ask("SET", rows(), "not a hash");
    works(_ -> done());
    TestRedis.shared().ask("ZADD", times(), "1", "any");
    await().pollDelay(Duration.ofMillis(400)).until(() -> true);

    TestRedis.shared().ask("DEL", rows());
    owe("good");

    await().until(() -> handled.containsKey("good"));
  }

  @Test
  void aRowThatTakesLongIsNotTakenByOthers() {
    Outbox outbox = system();
    var go = new CountDownLatch(1);
    works(outbox, _ -> slow(go), InstantSource.system());
    owe("slow");
    await().until(() -> handled.containsKey("slow"));

    works(outbox, _ -> done(), InstantSource.system());
    await()
        .during(LEASE.plusSeconds(1))
        .atMost(LEASE.multipliedBy(3))
        .until(() -> handled.get("slow") == 1);
    go.countDown();

    await().until(this::empty);
    assertThat(handled).containsEntry("slow", 1);
  }

  @Test
  void aRowWhoseLeaseWasLostIsNotBegunTwiceHere() {
    var go = new CountDownLatch(1);
    works(_ -> slow(go));
    owe("slow");
    await().until(() -> handled.containsKey("slow"));

    mycelium.clock().advance(LEASE.multipliedBy(2));
    owe("other");
    await().until(() -> handled.containsKey("other"));
    go.countDown();

    await().until(this::empty);
    assertThat(handled).containsEntry("slow", 1);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() {
    var go = new CountDownLatch(1);
    var ended = new AtomicInteger();
    OutboxWorker worker =
        works(_ -> {
          go.await();
          return done();
        });
    owe("slow");
    await().until(() -> handled.containsKey("slow"));
    Thread closing =
        Thread.startVirtualThread(() -> {
          worker.close();
          ended.incrementAndGet();
        });
    await().during(Duration.ofMillis(200)).until(() -> ended.get() == 0);
    owe("later");

    go.countDown();

    await().until(() -> ended.get() == 1);
    assertThat(closing.isAlive()).isFalse();
    assertThat(TestRedis.shared().ask("HEXISTS", rows(), "slow")).isEqualTo("0");
    assertThat(handled).doesNotContainKey("later");
  }

  @Test
  void closingDoesNotWaitForEver() {
    OutboxWorker worker =
        works(_ -> {
          new CountDownLatch(1).await();
          return done();
        });
    owe("stuck");
    await().until(() -> handled.containsKey("stuck"));

    worker.close();

    assertThat(TestRedis.shared().ask("HEXISTS", rows(), "stuck")).isEqualTo("1");
  }

  /// Waits until the row is put off, counted from now by the clock that stands.
  private void awaitPause(String row, Duration pause) {
    String due = Long.toString(mycelium.clock().millis() + pause.toMillis());
    await().until(() -> TestRedis.shared().ask("ZSCORE", times(), row).equals(due));
  }

  private static OutboxHandler.Settled slow(CountDownLatch go) throws InterruptedException {
    go.await();
    return done();
  }

  /// The same outbox by the clock on the wall.
  private Outbox system() {
    return Harness.workspace(InstantSource.system()).outbox();
  }
}
