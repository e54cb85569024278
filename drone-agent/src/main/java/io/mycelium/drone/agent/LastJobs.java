package io.mycelium.drone.agent;

import io.mycelium.core.job.DroneJob;
import io.mycelium.core.job.Equipment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last jobs of this drone, for people. Safe for use by many threads.
final class LastJobs {
  /// The newest first. Guarded by this object.
  private final Deque<DroneJob> jobs = new ArrayDeque<>();

  synchronized void add(DroneJob job) {
    jobs.addFirst(job);
    if (jobs.size() > Equipment.MOST_LAST) {
      jobs.removeLast();
    }
  }

  synchronized List<DroneJob> newestFirst() {
    return List.copyOf(jobs);
  }
}
