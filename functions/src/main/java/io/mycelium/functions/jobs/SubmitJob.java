package io.mycelium.functions.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Submitted;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a job into the queue, when the queue is not frozen and the job can ever run.
final class SubmitJob implements OutboxHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitJob.class);
  private static final Duration HELD_UP = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(50);

  private final Jobs jobs;
  private final JobQueue queue;
  private final Endings endings;
  private final InstantSource clock;

  SubmitJob(Jobs jobs, JobQueue queue, Endings endings, InstantSource clock) {
    this.jobs = jobs;
    this.queue = queue;
    this.endings = endings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Jobs.SUBMIT;
  }

  @Override
  public Settled handle(OutboxRow row) {
    JobSpec spec = Json.read(row.payload(), JobSpec.class);
    Optional<Stored<JobRecord>> had = jobs.find(spec.id().value());
    if (had.isEmpty() || had.get().state().course().state().ended()) {
      return new Settled.Done();
    }
    Optional<Course.End> end = end(spec, had.get().state());
    if (end.isPresent()) {
      return jobs.end(had.get(), end.get(), endings)
          ? new Settled.Done()
          : new Settled.Later(AGAIN);
    }
    return switch (queue.submit(spec)) {
      case Submitted.Frozen(), Submitted.Draining() -> new Settled.Later(HELD_UP);
      case Submitted.Full(_, _, var retryAfter) -> new Settled.Later(retryAfter);
      case Submitted.Queued(var durable) -> submitted(spec, durable);
      case Submitted.Known(var durable) -> submitted(spec, durable);
      case Submitted.Same(var as) ->
          ended(had.get(), JobState.CANCELLED, "same", "The job %s stands for it.".formatted(as));
      case Submitted.Missing(var job) -> missing(had.get(), job);
    };
  }

  /// What it waits for may itself be on its way into the queue.
  private Settled missing(Stored<JobRecord> had, JobId awaited) {
    return jobs.find(awaited.value())
            .filter(job -> !job.state().course().state().ended())
            .isPresent()
        ? new Settled.Later(HELD_UP)
        : ended(
            had,
            JobState.FAILED,
            "dependency",
            "The job %s, which it waits for, is not known.".formatted(awaited));
  }

  private Settled ended(Stored<JobRecord> had, JobState state, String code, String why) {
    Course.End end =
        Endings.without(state, clock.instant(), Optional.of(new JobFailure(code, why)));
    return jobs.end(had, end, endings) ? new Settled.Done() : new Settled.Later(AGAIN);
  }

  /// Somebody may have cancelled it while it was on its way, and found nothing in the queue.
  private Settled submitted(JobSpec spec, boolean durable) {
    if (!durable) {
      LOG.warn("{} is queued, but no replica of Redis has it yet", spec.id());
    }
    jobs.find(spec.id().value())
        .flatMap(now -> now.state().cancel())
        .ifPresent(cancel -> queue.cancel(spec.id(), cancel.reason()));
    return new Settled.Done();
  }

  /// The end of a job that need not go into the queue.
  private Optional<Course.End> end(JobSpec spec, JobRecord job) {
    if (queue.find(spec.id()).isPresent()) {
      return Optional.empty();
    }
    if (job.cancel().isPresent()) {
      return Optional.of(Endings.without(JobState.CANCELLED, clock.instant(), Optional.empty()));
    }
    return Containment.missing(spec.jobClass().requirements().tags(), drones(spec))
        .map(why ->
            Endings.without(
                JobState.FAILED,
                clock.instant(),
                Optional.of(new JobFailure("not-contained", why))));
  }

  private List<Drone> drones(JobSpec spec) {
    return !spec.trusted() ? queue.drones() : List.of();
  }
}
