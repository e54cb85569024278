package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets which job.
public interface JobClaimContract extends QueueUnderTest {
  @Test
  default void droneGetsOnlyJobsWhoseTagsItHas() {
    JobId job = submitted(aJob().requiring("gpu", "linux"));

    assertThat(claimedJob(aDrone("none"))).isEmpty();
    assertThat(claimedJob(aDrone("some", "gpu"))).isEmpty();
    assertThat(claimedJob(aDrone("other", "gp", "linux", "gpu2"))).isEmpty();
    assertThat(claimedJob(aDrone("all", "gpu", "linux", "more"))).contains(job);
  }

  @Test
  default void jobOfNoTrustGoesOnlyToADroneThatContainsIt() {
    JobId job = submitted(aJob().untrusted());

    assertThat(claimedJob(aDrone("bare", "linux"))).isEmpty();
    assertThat(claimedJob(aDrone("sandbox", JobSpec.CONTAINED))).contains(job);
  }

  @Test
  default void trustedJobGoesToADroneThatCannotContain() {
    JobId job = submitted(aJob());

    assertThat(claimedJob(aDrone("bare"))).contains(job);
  }

  @Test
  default void mostDemandingJobOfAPriorityGoesFirst() {
    JobId any = submitted(aJob());
    JobId one = submitted(aJob().requiring("gpu"));
    JobId two = submitted(aJob().requiring("gpu", "linux"));
    JobId urgent = submitted(aJob().of(JobPriority.HIGH));
    Drone drone = aDrone("all", "gpu", "linux");

    assertThat(claimedJob(drone)).contains(urgent);
    assertThat(claimedJob(drone)).contains(two);
    assertThat(claimedJob(drone)).contains(one);
    assertThat(claimedJob(drone)).contains(any);
  }

  @Test
  default void higherPriorityGoesFirst() {
    JobId low = submitted(aJob().of(JobPriority.LOW));
    JobId normal = submitted(aJob());
    JobId high = submitted(aJob().of(JobPriority.HIGH));
    Drone drone = aDrone("one");

    assertThat(claimedJob(drone)).contains(high);
    assertThat(claimedJob(drone)).contains(normal);
    assertThat(claimedJob(drone)).contains(low);
  }

  @Test
  default void sameKindGoesInOrder() {
    JobId first = submitted(aJob());
    JobId second = submitted(aJob());
    JobId third = submitted(aJob());

    assertThat(claimedJob(aDrone("one"))).contains(first);
    assertThat(claimedJob(aDrone("two"))).contains(second);
    assertThat(claimedJob(aDrone("one"))).contains(third);
  }

  @Test
  default void fenceGrowsWithEachClaimAndIsNeverReset() {
    JobId id = submitted(aJob().buriedAfter(10));
    long[] fences = new long[4];

    fences[0] = claimed(aDrone("one")).fence();
    loseLeases();
    Lease second = claimed(aDrone("two"));
    fences[1] = second.fence();
    source().release(second);
    fences[2] = claimed(aDrone("one")).fence();
    loseLeases();
    fences[3] = claimed(aDrone("one")).fence();

    assertThat(fences).containsExactly(1, 2, 3, 4);
    assertThat(job(id).fence()).isEqualTo(4);
  }

  @Test
  @Timeout(20)
  default void idleDroneIsWokenByASubmit()
      throws InterruptedException, ExecutionException, TimeoutException {
    Drone drone = aDrone("one");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var claim =
          threads.submit(() -> {
            var found = source().claim(drone);
            while (found.isEmpty()) {
              source().awaitWork(drone, Duration.ofSeconds(5));
              found = source().claim(drone);
            }
            return found.orElseThrow().job().id();
          });

      JobId job = submitted(aJob());

      assertThat(claim.get(5, TimeUnit.SECONDS)).isEqualTo(job);
    }
  }

  @Test
  default void waitForWorkEnds() {
    long before = System.nanoTime();

    source().awaitWork(aDrone("one"), Duration.ofMillis(100));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
  }
}
