package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobState;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.sandbox.Containment;
import io.mycelium.drone.sandbox.Processes;
import io.mycelium.redis.embedded.TestRedis;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What holds while a drone cannot reach its queue, and after.
final class PartitionTest {
  @RegisterExtension static final TestRedis redis = TestRedis.shared();

  private final AtomicBoolean cut = new AtomicBoolean();

  /// Lets what is opened first be read, which is the package, and nothing after it.
  private final AtomicBoolean onlyPackages = new AtomicBoolean();

  private final AtomicInteger opened = new AtomicInteger();
  private Workplace place;

  @BeforeEach
  void start() throws IOException {
    var uncontained = new Containment.None("as the test wants it", "nothing");
    place = new Workplace(redis.url(), uncontained, Workplace.FAST, this::cuttable);
  }

  @AfterEach
  void stop() throws IOException {
    cut.set(false);
    place.close();
  }

  @Test
  void shortPartitionIsNotNoticed() {
    JobId job = place.job().shell("echo one >&2; sleep 1; echo two >&2; sleep 1; echo ok").submit();
    place.awaitLine(job, "one");

    cut.set(true);
    await().pollDelay(Duration.ofMillis(800)).until(() -> true);
    cut.set(false);

    Job ended = place.ended(job);
    assertThat(ended.state()).isEqualTo(JobState.DONE);
    assertThat(ended.fence()).isEqualTo(1);
    assertThat(place.log(job)).containsExactly("one", "two");
  }

  @Test
  void resultWaitsForTheQueue() {
    JobId job = place.job().shell("echo one >&2; sleep 1; echo ok").submit();
    place.awaitLine(job, "one");

    // Longer than the job, and than its lease: nobody has looked for leases that ended.
    cut.set(true);
    await().pollDelay(Workplace.FAST.lease().multipliedBy(2)).until(() -> true);
    assertThat(place.queue().find(job).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    cut.set(false);

    await()
        .untilAsserted(() ->
            assertThat(place.queue().find(job).orElseThrow().state()).isEqualTo(JobState.DONE));
    assertThat(place.queue().find(job).orElseThrow().fence()).isEqualTo(1);
  }

  @Test
  void lostLeaseStopsTheWorkAndTellsNothing() {
    String name = "lost-" + UUID.randomUUID();
    JobId job = place.job().shell("echo one >&2; " + JobLifeContract.sleeper(name)).submit();
    place.awaitLine(job, "one");

    cut.set(true);

    await().atMost(Duration.ofSeconds(10)).until(() -> Processes.whoseCommandHolds(name).isEmpty());
    try (JobSource other = place.otherSource()) {
      Claimed again =
          await()
              .until(
                  () -> {
                    place.queue().reap();
                    return other.claim(drone("drn_two"));
                  },
                  claimed -> claimed.isPresent())
              .orElseThrow();
      cut.set(false);
      assertThat(again.lease().fence()).isEqualTo(2);
      assertThat(other.complete(again.lease(), new JobResult("by the other", List.of()))).isTrue();
    }
    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("by the other");
  }

  @Test
  void fileThatCannotBeHadNowIsWaitedFor() {
    onlyPackages.set(true);
    JobId job = place.job().shell("cat in/table/q3.csv").given("table", "q3.csv", "1,2,3").submit();
    await().until(() -> opened.get() > 3);

    onlyPackages.set(false);

    assertThat(place.ended(job).result().orElseThrow().markdown()).isEqualTo("1,2,3");
    assertThat(place.queue().find(job).orElseThrow().fence()).isEqualTo(1);
  }

  private Drone drone(String id) {
    Drone known = place.queue().drones().getFirst();
    return new Drone(
        new DroneId(id),
        "two",
        known.host(),
        known.system(),
        known.cores(),
        known.memoryBytes(),
        known.memoryFreeBytes(),
        known.diskBytes(),
        known.tags(),
        known.containment(),
        known.advice(),
        known.roots(),
        known.slots(),
        known.running(),
        known.version(),
        known.equipment(),
        known.seenAt());
  }

  /// The queue behind a line that the test can cut.
  private JobSource cuttable(JobSource source) {
    return (JobSource)
        Proxy.newProxyInstance(
            JobSource.class.getClassLoader(),
            new Class<?>[] {JobSource.class},
            (_, method, arguments) -> {
              boolean open = method.getName().equals("open");
              boolean file = open && opened.incrementAndGet() > 1 && onlyPackages.get();
              if (file || (cut.get() && !method.getName().equals("close"))) {
                throw new StoreUnavailable("cut by the test", new IOException("cut"));
              }
              try {
                return method.invoke(source, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
