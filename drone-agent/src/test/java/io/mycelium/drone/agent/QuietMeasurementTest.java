package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.drone.machine.Benchmarks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a machine is measured.
final class QuietMeasurementTest {
  @TempDir Path folder;

  private final AtomicBoolean atWork = new AtomicBoolean(true);
  private final ReentrantLock claiming = new ReentrantLock();
  private final CountDownLatch ending = new CountDownLatch(1);
  private Benchmarks benchmarks;
  private Thread thread;

  @BeforeEach
  void start() {
    benchmarks = new Benchmarks(folder, InstantSource.system(), true);
    thread =
        Thread.ofPlatform().start(new QuietMeasurement(benchmarks, atWork::get, claiming, ending));
  }

  @AfterEach
  void end() throws InterruptedException {
    ending.countDown();
    thread.join();
  }

  @Test
  void machineIsMeasuredWhenNoJobRuns() {
    await().during(Duration.ofMillis(700)).until(() -> benchmarks.last().isEmpty());

    atWork.set(false);

    await().until(() -> benchmarks.last().isPresent());
    assertThat(benchmarks.due()).isFalse();
  }

  @Test
  void jobThatIsJustBeingClaimedIsWaitedFor() {
    claiming.lock();
    try {
      atWork.set(false);
      await().until(() -> claiming.hasQueuedThread(thread));
      atWork.set(true);
    } finally {
      claiming.unlock();
    }

    await().until(() -> !claiming.hasQueuedThread(thread) && !claiming.isLocked());
    assertThat(benchmarks.last()).isEmpty();
  }
}
