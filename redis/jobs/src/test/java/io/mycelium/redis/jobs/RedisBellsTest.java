package io.mycelium.redis.jobs;

import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Bells;
import io.mycelium.core.job.JobClass;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(20)
class RedisBellsTest {
  private static final JobClass GPU = JobClass.named("gpu");
  private static final JobClass OTHER = JobClass.named("other");
  private static final Duration LONG = Duration.ofSeconds(1);

  @RegisterExtension static final TestRedis server = TestRedis.shared();
  private TestQueue queue;
  private Bells bells;

  @BeforeEach
  void open() {
    queue = new TestQueue(server.url());
    bells = new RedisBells(queue.access());
  }

  @AfterEach
  void close() {
    bells.close();
    queue.close();
  }

  @Test
  void whatWaitsIsFoundAtOnceAndAloneWhenItIsWanted() {
    queue.submitted(aJob().requiring("gpu"));
    queue.submitted(aJob().requiring("other"));

    assertThat(bells.await(GPU::equals, LONG)).containsExactly(GPU);
  }

  @Test
  void whatWaitsWithoutARingIsFoundAmongTheRingsOfOthers() {
    queue.submitted(aJob().requiring("other"));
    assertThat(bells.await(OTHER::equals, LONG)).containsExactly(OTHER);
    queue.submitted(aJob().requiring("gpu"));
    server.ask("DEL", queue.access().key("bell:gpu"), queue.access().key("bell:*"));

    // There is a ring each time, and none is of this class.
    List<JobClass> heard = List.of();
    while (!heard.contains(GPU)) {
      bells.ring(OTHER);
      heard = bells.await(_ -> true, LONG);
    }
  }

  @Test
  void aListenerIsWoken() {
    Duration longer = Duration.ofSeconds(5);
    try (Bells patient = new RedisBells(queue.access(), longer)) {
      patient.wake();

      long start = System.nanoTime();
      assertThat(patient.await(_ -> true, longer)).isEmpty();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(longer.dividedBy(2));
    }
  }
}
