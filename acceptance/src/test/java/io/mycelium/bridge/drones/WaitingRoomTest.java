package io.mycelium.bridge.drones;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.job.Bells;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.job.JobClass;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.link.ClaimRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of rings that come while drones are being looked for. The queue is one that answers
/// when the test wants it to.
@Timeout(20)
class WaitingRoomTest {
  private static final JobClass ANY = JobClass.named("");
  private static final Heard HEARD = new Heard(Duration.ofMinutes(1), false);

  private final Rings rings = new Rings();
  private final Map<DroneId, Looks> looks = new ConcurrentHashMap<>();
  private final WaitingRoom room =
      WaitingRoom.open(
          (JobBroker)
              Proxy.newProxyInstance(
                  JobBroker.class.getClassLoader(),
                  new Class<?>[] {JobBroker.class},
                  (_, method, arguments) -> answer(method, arguments)));

  private Object answer(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "bells" -> rings;
      case "alive" -> new JobBroker.Alive(Set.of(), Set.of());
      case "claim" -> looks(((Drone) arguments[0]).id()).next();
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private Looks looks(DroneId drone) {
    return looks.computeIfAbsent(drone, _ -> new Looks());
  }

  @AfterEach
  void close() {
    looks.values().forEach(one -> one.allowed.countDown());
    room.close();
  }

  /// Answers to the looks of a drone: nothing, where the test says nothing.
  private static final class Looks {
    private final CountDownLatch allowed = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<List<Claimed>> found = new ConcurrentLinkedQueue<>();

    private List<Claimed> next() {
      begun.incrementAndGet();
      try {
        allowed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      List<Claimed> jobs = found.poll();
      ended.incrementAndGet();
      return jobs == null ? List.of() : jobs;
    }
  }

  /// Rings when the test rings.
  private static final class Rings implements Bells {
    private final BlockingQueue<JobClass> rung = new LinkedBlockingQueue<>();
    private final AtomicInteger waits = new AtomicInteger();

    @Override
    public List<JobClass> await(Predicate<JobClass> wanted, Duration longest) {
      waits.incrementAndGet();
      try {
        JobClass work = rung.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        return work == null ? List.of() : List.of(work);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }

    @Override
    public void wake() {
      // It waits for a moment only.
    }

    @Override
    public void ring(JobClass work) {
      rung.add(work);
    }

    @Override
    public void close() {
      rung.clear();
    }
  }

  private final Queue<DroneId> given = new ConcurrentLinkedQueue<>();

  private void enters(Drone drone) {
    var claim = new ClaimRequest(drone, drone.id().value().replace('_', '-'), 1, Duration.ZERO);
    var waiting =
        new Waiting(
            claim,
            System.nanoTime(),
            (end, _) -> {
              if (end instanceof Waiting.End.Found) {
                given.add(drone.id());
              }
            });
    Thread.ofVirtual().start(() -> room.enter(waiting, HEARD));
  }

  private static List<Claimed> job(Drone drone) {
    JobSpec job = aJob().spec();
    Duration lease = Duration.ofSeconds(6);
    return List.of(
        new Claimed(job, new Lease(job.id(), drone.id(), 1), lease, lease, 1, List.of()));
  }

  @Test
  void aRingThatCameWhileOneLookedThatFoundSomethingGoesToAnother() {
    Drone one = aDrone("one");
    Drone two = aDrone("two");
    enters(one);
    await().until(() -> looks(one.id()).begun.get() == 1);
    int waits = rings.waits.get();
    rings.ring(ANY);
    // The ring is handed on, to the only one that is there.
    await().until(() -> rings.rung.isEmpty() && rings.waits.get() > waits);
    looks(two.id()).allowed.countDown();
    enters(two);
    await().until(() -> looks(two.id()).ended.get() == 1);
    looks(two.id()).found.add(job(two));

    looks(one.id()).found.add(job(one));
    looks(one.id()).allowed.countDown();

    await().untilAsserted(() -> assertThat(given).contains(one.id(), two.id()));
  }

  @Test
  void aRingThatCameWhileOneLookedInVainLetsItLookAgain() {
    Drone one = aDrone("one");
    enters(one);
    await().until(() -> looks(one.id()).begun.get() == 1);
    int waits = rings.waits.get();
    rings.ring(ANY);
    await().until(() -> rings.rung.isEmpty() && rings.waits.get() > waits);

    looks(one.id()).allowed.countDown();

    await().until(() -> looks(one.id()).begun.get() == 2);
    assertThat(given).isEmpty();
  }
}
