package io.mycelium.functions.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueControl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The queue as it is while one reply is drawn: each thing is asked for once at most, however many
/// jobs the reply shows. Used by one thread.
final class QueueLook {
  private final JobQueue queue;
  private final Map<String, Optional<Job>> jobs = new HashMap<>();
  private @Nullable List<Drone> live;
  private @Nullable List<QueueControl> controls;

  QueueLook(JobQueue queue) {
    this.queue = queue;
  }

  Optional<Job> job(String id) {
    return jobs.computeIfAbsent(id, wanted -> queue.find(new JobId(wanted)));
  }

  List<Drone> live() {
    List<Drone> seen = live == null ? queue.drones() : live;
    live = seen;
    return seen;
  }

  List<QueueControl> controls() {
    List<QueueControl> seen = controls == null ? queue.controls() : controls;
    controls = seen;
    return seen;
  }
}
