package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.util.Collection;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Drones that work at once on some jobs until all are done. When one dies, the leases of all of
/// them end.
final class RacingDrones {
  private final QueueUnderTest tested;
  private final int jobs;
  private final Queue<JobId> completed = new ConcurrentLinkedQueue<>();

  /// Every claim so far, as job and fence.
  private final Set<String> claims = ConcurrentHashMap.newKeySet();

  private volatile boolean broken;

  RacingDrones(QueueUnderTest tested, int jobs) {
    this.tested = tested;
    this.jobs = jobs;
  }

  /// The jobs whose result was accepted, as often as it was.
  Collection<JobId> completed() {
    return completed;
  }

  private boolean done() {
    return broken || completed.size() >= jobs;
  }

  void work(Drone drone, Random random) {
    boolean well = false;
    try {
      while (!done()) {
        tested.source().claim(drone).map(Claimed::lease).ifPresent(lease -> run(lease, random));
      }
      well = true;
    } finally {
      broken |= !well;
    }
  }

  private void run(Lease lease, Random random) {
    assertThat(claims.add(lease.job() + " " + lease.fence())).as("a fence is given once").isTrue();
    switch (random.nextInt(6)) {
      case 0 -> tested.loseLeases();
      case 1 -> tested.source().release(lease);
      case 2 -> {
        tested.source().heartbeat(lease);
        complete(lease);
      }
      default -> complete(lease);
    }
  }

  private void complete(Lease lease) {
    if (tested.source().complete(lease, QueueUnderTest.RESULT)) {
      completed.add(lease.job());
    }
  }

  void reap() {
    while (!done()) {
      tested.queue().reap();
    }
  }
}
