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
  /// How many of the jobs that one waits for are looked at.
  private static final int LOOKED_AT = 20;

  private static final int NAMED = 3;

  private final Jobs known;
  private final JobQueue queue;
  private final Map<String, Optional<Job>> jobs = new HashMap<>();
  private @Nullable List<Drone> live;
  private @Nullable List<QueueControl> controls;

  QueueLook(Jobs known, JobQueue queue) {
    this.known = known;
    this.queue = queue;
  }

  Optional<Job> job(String id) {
    return jobs.computeIfAbsent(id, wanted -> queue.find(new JobId(wanted)));
  }

  /// Those that a job waits for and that have not ended, in words: `#12, #13 and others`; empty
  /// when there are none.
  String awaited(Job job) {
    List<JobId> after = job.spec().plan().after().jobs();
    List<JobId> open =
        after.stream()
            .limit(LOOKED_AT)
            .filter(id -> job(id.value()).filter(other -> !other.state().ended()).isPresent())
            .limit(NAMED + 1L)
            .toList();
    if (open.isEmpty()) {
      return after.size() > LOOKED_AT ? "other jobs" : "";
    }
    String named =
        String.join(", ", open.stream().limit(NAMED).map(id -> name(id.value())).toList());
    return open.size() > NAMED || after.size() > LOOKED_AT ? named + " and others" : named;
  }

  /// `#12`, or the id of a job without number.
  String name(String id) {
    return known.find(id).map(JobView::name).orElse(id);
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
