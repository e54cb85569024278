package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.Lease;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How much of a log waits in a drone whose queue is away.
final class JobLogTest {
  private final JobSource away =
      (JobSource)
          Proxy.newProxyInstance(
              JobSource.class.getClassLoader(),
              new Class<?>[] {JobSource.class},
              (_, _, _) -> {
                throw new StoreUnavailable("cut by the test", new IOException("cut"));
              });

  @Test
  void programThatPrintsLongLinesWaitsAfterAFewOfThem() throws Exception {
    String line = "x".repeat(4_000);
    AtomicInteger added = new AtomicInteger();
    var spec = PreparationTest.job(true);
    var claimed =
        new Claimed(
            spec,
            new Lease(spec.id(), new DroneId("drn_one"), 1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            1,
            List.of());
    try (Hold hold = new Hold(away, claimed, System.nanoTime())) {
      JobLog log = new JobLog(away, hold);
      Thread sender = log.start();
      Thread printer =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 100; i++) {
                  log.add(line);
                  added.incrementAndGet();
                }
              });

      await().until(() -> printer.getState() == Thread.State.WAITING);

      // What fits, and a batch that was taken to be sent.
      assertThat(added.get() * line.length())
          .isGreaterThanOrEqualTo(JobLog.MOST_WAITING)
          .isLessThanOrEqualTo(2 * (JobLog.MOST_WAITING + line.length()));

      hold.stop(Stop.DRONE_ENDS);
      assertThat(printer.join(Duration.ofSeconds(10))).isTrue();
      assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
    }
  }
}
