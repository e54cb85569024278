package io.mycelium.redis.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What was asked of a queue and what it answered, in that order. It knows nothing of how the queue
/// works: what must hold is checked from the calls and their answers alone.
final class JobHistory {
  /// A call and its answer, as far as somebody has to know it later.
  sealed interface Event {}

  record Submitted(JobId job, List<JobId> after) implements Event {}

  /// @param until when the lease ends if nothing is heard of its drone
  record Claimed(Lease lease, Instant at, Instant until) implements Event {}

  record Beaten(Lease lease, boolean held, Instant until) implements Event {}

  record Completed(Lease lease, boolean accepted) implements Event {}

  record Failed(Lease lease, boolean accepted) implements Event {}

  record Released(Lease lease, boolean accepted) implements Event {}

  /// Seen to have ended, by whatever.
  record Ended(JobId job) implements Event {}

  record Redriven(JobId job) implements Event {}

  /// Something that is only told, so that a failure can be read.
  record Trouble(String what) implements Event {}

  private final List<Event> events = new ArrayList<>();

  void add(Event event) {
    events.add(event);
  }

  /// All of it, a line each.
  String told() {
    return events.stream().map(Event::toString).collect(Collectors.joining("\n"));
  }

  /// Everything that went wrong, in words; empty when nothing did.
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    var reader = new Reader(faults);
    events.forEach(reader::read);
    return faults;
  }

  /// Goes through the events in order.
  private static final class Reader {
    private final List<String> faults;
    private final Map<JobId, Long> fences = new HashMap<>();
    private final Map<JobId, Claimed> holders = new HashMap<>();
    private final Map<JobId, Instant> heldUntil = new HashMap<>();
    private final Map<JobId, Lease> completions = new HashMap<>();
    private final Map<JobId, List<JobId>> waitsFor = new HashMap<>();
    private final Set<JobId> everEnded = new HashSet<>();

    Reader(List<String> faults) {
      this.faults = faults;
    }

    void read(Event event) {
      switch (event) {
        case Submitted submitted -> waitsFor.put(submitted.job(), submitted.after());
        case Claimed claimed -> claimed(claimed);
        case Beaten beaten -> {
          if (beaten.held()) {
            heldUntil.put(beaten.lease().job(), beaten.until());
          }
        }
        case Completed completed -> completed(completed);
        case Failed failed -> gaveUp(failed.lease(), failed.accepted());
        case Released released -> gaveUp(released.lease(), released.accepted());
        case Ended ended -> {
          everEnded.add(ended.job());
          heldUntil.remove(ended.job());
        }
        case Redriven redriven -> completions.remove(redriven.job());
        case Trouble _ -> {}
      }
    }

    private void claimed(Claimed claimed) {
      JobId job = claimed.lease().job();
      long before = fences.getOrDefault(job, 0L);
      if (claimed.lease().fence() <= before) {
        faults.add("%s got no higher fence than %d".formatted(claimed, before));
      }
      Instant held = heldUntil.get(job);
      if (held != null && held.minus(Duration.ofMillis(50)).isAfter(claimed.at())) {
        faults.add(
            "%s overlaps %s, which holds until %s".formatted(claimed, holders.get(job), held));
      }
      if (completions.containsKey(job)) {
        faults.add("%s runs again after %s".formatted(job, completions.get(job)));
      }
      for (JobId child : waitsFor.getOrDefault(job, List.of())) {
        if (!everEnded.contains(child)) {
          faults.add("%s started before %s, for which it waits".formatted(job, child));
        }
      }
      fences.put(job, claimed.lease().fence());
      holders.put(job, claimed);
      heldUntil.put(job, claimed.until());
    }

    private void completed(Completed completed) {
      JobId job = completed.lease().job();
      if (!completed.accepted()) {
        return;
      }
      Lease earlier = completions.putIfAbsent(job, completed.lease());
      if (earlier != null && !earlier.equals(completed.lease())) {
        faults.add("%s was completed by %s and by %s".formatted(job, earlier, completed.lease()));
      }
      if (completed.lease().fence() != fences.getOrDefault(job, 0L)) {
        faults.add("%s was accepted, but %s has it".formatted(completed, holders.get(job)));
      }
      everEnded.add(job);
      heldUntil.remove(job);
    }

    private void gaveUp(Lease lease, boolean accepted) {
      if (accepted && lease.fence() == fences.getOrDefault(lease.job(), 0L)) {
        heldUntil.remove(lease.job());
      }
    }
  }
}
