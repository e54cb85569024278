package io.mycelium.functions.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobLimit;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobQueue.Counts;
import io.mycelium.core.job.LimitName;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.job.Submitted;
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
  private final Map<RoomId, Optional<Submitted.Full>> full = new HashMap<>();
  private @Nullable List<Drone> live;
  private @Nullable List<QueueControl> controls;
  private @Nullable List<JobLimit> limits;
  private @Nullable Counts counts;

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

  /// Whether the queue has no room for jobs of a room.
  Optional<Submitted.Full> full(RoomId room) {
    return full.computeIfAbsent(room, queue::full);
  }

  /// Which limit may keep all drones from a job that they could run: that of the queue, or one of
  /// each live drone.
  ///
  /// @return nothing while there is room
  Optional<String> limited() {
    return limit(LimitName.QUEUE)
        .flatMap(limit -> holding(limit, counts().running()))
        .map(how -> how.formatted("the queue"))
        .or(this::limitedDrones);
  }

  private Optional<String> limitedDrones() {
    List<String> holding =
        live().stream()
            .flatMap(drone ->
                limit(LimitName.drone(drone.id()))
                    .flatMap(limit -> holding(limit, drone.running()))
                    .stream())
            .toList();
    return holding.size() == live().size()
        ? holding.stream().findFirst().map(how -> how.formatted("each live drone"))
        : Optional.empty();
  }

  /// Of a rate nobody knows what is left of it.
  private static Optional<String> holding(JobLimit limit, long running) {
    if (limit.concurrent().filter(most -> running >= most).isPresent()) {
      return Optional.of(
          "As many jobs run as the limit of %s allows; it starts after one of them.");
    }
    return limit
        .rate()
        .map(_ -> "It may wait for the limit of %s, which lets so many jobs start in a time.");
  }

  private Counts counts() {
    Counts seen = counts == null ? queue.counts() : counts;
    counts = seen;
    return seen;
  }

  private Optional<JobLimit> limit(LimitName name) {
    List<JobLimit> seen = limits == null ? queue.limits() : limits;
    limits = seen;
    return seen.stream().filter(limit -> limit.name().equals(name)).findFirst();
  }

  List<QueueControl> controls() {
    List<QueueControl> seen = controls == null ? queue.controls() : controls;
    controls = seen;
    return seen;
  }
}
