package io.mycelium.redis.jobs;

import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkBellTest {
  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private WorkBell first;
  private WorkBell second;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    first = new WorkBell(queue.access());
    second = new WorkBell(queue.access());
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    queue.close();
  }

  private static Duration waited(WorkBell bell, Duration wait) {
    long start = System.nanoTime();
    bell.await(wait);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void oneSubmitWakesOneOfTwo() {
    queue.submitted(aJob());

    first.await(Duration.ofSeconds(1));
    String tokensLeft = server.ask("LLEN", "myc:{main:q}:wake");
    Duration other = waited(second, Duration.ofMillis(300));

    assertThat(tokensLeft).isEqualTo("0");
    assertThat(other).isGreaterThanOrEqualTo(Duration.ofMillis(290));
  }

  @Test
  void nobodyWaitsWithoutALookForLong() {
    assertThat(waited(first, Duration.ofMinutes(1)))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
  }

  @Test
  void interruptEndsTheWaitAndIsKept() throws InterruptedException {
    var interrupted = new java.util.concurrent.CompletableFuture<Boolean>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              first.await(Duration.ofSeconds(1));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });

    waiting.interrupt();

    assertThat(interrupted).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
  }

  @Test
  void closedBellDoesNotWait() {
    first.close();

    assertThat(waited(first, Duration.ofSeconds(1))).isLessThan(Duration.ofMillis(900));
  }
}
