package io.mycelium.redis.jobs;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.Ability;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkBellTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private final Ability drone = aDrone("one").free();
  private final KnownClasses classes = new KnownClasses();
  private WorkBell first;
  private WorkBell second;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    first = new WorkBell(queue.access(), classes, LONG);
    second = new WorkBell(queue.access(), classes, LONG);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    queue.close();
  }

  private Duration waited(WorkBell bell, Duration wait) {
    long start = System.nanoTime();
    bell.await(drone, wait);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void oneSubmitWakesOneOfTwo() throws InterruptedException, ExecutionException {
    queue.submitted(aJob());
    new ClaimScript(queue.access(), classes).run(aDrone("other"), "call", 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Duration> one = threads.submit(() -> waited(first, LONG));
      Future<Duration> two = threads.submit(() -> waited(second, LONG));
      await().until(() -> blocked() == 2);

      queue.submitted(aJob());

      List<Duration> waits = Stream.of(one.get(), two.get()).sorted().toList();
      assertThat(waits.getFirst()).isLessThan(LONG.dividedBy(2));
      assertThat(waits.getLast()).isGreaterThanOrEqualTo(LONG.minusMillis(100));
    }
  }

  private long blocked() {
    return server.ask("CLIENT", "LIST").lines().filter(line -> line.contains("cmd=blpop")).count();
  }

  @Test
  void classesThatADroneCannotServeDoNotWakeIt() {
    queue.submitted(aJob().requiring("gpu"));
    new ClaimScript(queue.access(), classes).run(aDrone("other"), "call", 1);
    first.await(drone, Duration.ofMillis(1));
    queue.submitted(aJob().requiring("gpu"));

    assertThat(waited(first, Duration.ofMillis(300)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(290));
  }

  @Test
  void nobodyWaitsWithoutALookForLong() {
    try (var bell = new WorkBell(queue.access(), classes)) {
      assertThat(waited(bell, Duration.ofMinutes(1)))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(30));
    }
  }

  @Test
  void interruptEndsTheWaitAndIsKept() throws InterruptedException {
    var interrupted = new CompletableFuture<Boolean>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              first.await(drone, LONG);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });

    waiting.interrupt();

    assertThat(interrupted).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
  }

  @Test
  void closedBellDoesNotWait() {
    first.close();

    assertThat(waited(first, LONG)).isLessThan(LONG.dividedBy(2));
  }

  @Test
  void closingEndsTheWaitOfOthers() {
    var returned = CompletableFuture.runAsync(() -> first.await(drone, LONG));
    await().until(() -> blocked() == 1);
    long start = System.nanoTime();

    first.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
    assertThat(returned).succeedsWithin(Duration.ofSeconds(5));
  }
}
