package io.mycelium.functions.jobs;

import io.mycelium.core.function.FunctionName;
import io.mycelium.core.function.Switches;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.JobState;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxHandler.Settled;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets jobs run anew that ended without a result. The workspace's commit owes the queue to be
/// told.
final class Reruns implements OutboxHandler {
  static final String RERUN = "job.rerun";
  private static final Logger LOG = LoggerFactory.getLogger(Reruns.class);

  private final AggregateStore store;
  private final JobQueue queue;
  private final Supplier<Switches> switches;
  private final Runnable nudge;

  /// @param switches asked only when a job is to run anew
  Reruns(AggregateStore store, JobQueue queue, Supplier<Switches> switches, Runnable nudge) {
    this.store = store;
    this.queue = queue;
    this.switches = switches;
    this.nudge = nudge;
  }

  /// Why a job cannot run anew, if so.
  Optional<Reply.Refused> against(Stored<JobRecord> job) {
    JobState state = job.state().course().state();
    if (!state.ended() || state == JobState.DONE) {
      return Optional.of(
          Reply.Refused.because(
              Reply.Reason.CONFLICT,
              state.ended() ? "done" : "not-ended",
              state.ended()
                  ? "The job brought its result; only one that failed, was cancelled or given up runs anew."
                  : "The job has not ended; it is %s.".formatted(job.state().word())));
    }
    return stopped(job.state()).or(() -> forgotten(job));
  }

  private Optional<Reply.Refused> stopped(JobRecord job) {
    var function = new FunctionName(job.asked().function());
    return switches.get().now(function).map(stop -> stop.refusal(function));
  }

  private Optional<Reply.Refused> forgotten(Stored<JobRecord> job) {
    return queue.find(new JobId(job.id())).isPresent()
        ? Optional.empty()
        : Optional.of(
            Reply.Refused.because(
                Reply.Reason.NOT_FOUND,
                "forgotten",
                "The queue does not have the job any more; call '%s' again."
                    .formatted(job.state().asked().function())));
  }

  /// Lets jobs run anew, all of them or none.
  ///
  /// @return a refusal, if it came to one
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  Optional<Reply.Refused> start(List<Stored<JobRecord>> jobs, Intent intent, Outcome outcome) {
    Commit.Draft draft = Commit.of(intent, outcome);
    for (Stored<JobRecord> job : jobs) {
      var id = new JobId(job.id());
      JobRecord next = job.state().anew();
      long fence = job.state().course().fence();
      var payload = Json.object().put("job", id.value()).put("fence", fence);
      draft
          .update(job, next)
          .event(JobEvent.of("job.redriven", id, next))
          .owe(
              new OutboxRow(
                  "%s/%s/%d".formatted(RERUN, id, job.version()), RERUN, intent.at(), payload));
    }
    CommitResult result = store.commit(draft.done());
    if (!(result instanceof CommitResult.Committed)) {
      return Optional.of(
          result instanceof CommitResult.Conflict ? Refusals.contended() : Refusals.of(result));
    }
    nudge.run();
    jobs.forEach(this::hurry);
    return Optional.empty();
  }

  /// The commit owes it anyway; this only saves the wait.
  private void hurry(Stored<JobRecord> job) {
    try {
      rerun(new JobId(job.id()), job.state().course().fence());
    } catch (StoreUnavailable e) {
      LOG.debug("job {} runs anew when the queue is back", job.id(), e);
    }
  }

  @Override
  public String kind() {
    return RERUN;
  }

  @Override
  public Settled handle(OutboxRow row) {
    rerun(new JobId(row.payload().path("job").asText()), row.payload().path("fence").asLong());
    return new Settled.Done();
  }

  /// A row may come again when the job has ended anew: then its fence has grown.
  private void rerun(JobId id, long fence) {
    Optional<Stored<JobRecord>> had = store.find(JobRecord.KIND, id.value());
    boolean wanted =
        had.filter(stored -> !stored.state().course().state().ended()).isPresent()
            && queue.find(id).filter(job -> ended(job, fence)).isPresent();
    if (!wanted) {
      return;
    }
    queue.redrive(id);
    // Somebody may have cancelled it while it was on its way, and found nothing to stop.
    store
        .find(JobRecord.KIND, id.value())
        .flatMap(now -> now.state().cancel())
        .ifPresent(wish -> queue.cancel(id, wish.reason()));
  }

  private static boolean ended(Job job, long fence) {
    return job.state().ended() && job.fence() == fence;
  }
}
