package io.mycelium.functions.jobs;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.Standard;
import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `job cancel`: stop a job; one's own, or as an operator any.
final class CancelCommand {
  private static final Logger LOG = LoggerFactory.getLogger(CancelCommand.class);

  record Options(
      @Positional @Help("the job to stop") Reference job,
      @Bounds(max = 200) @Standard("") @Help("why, for everybody to read") String reason) {}

  /// What tells whether it can be stopped.
  record Which(@Help("the job to stop") Reference job) {}

  private final Jobs jobs;
  private final JobQueue queue;
  private final JobView view;

  CancelCommand(Jobs jobs, JobQueue queue, JobView view) {
    this.jobs = jobs;
    this.queue = queue;
    this.view = view;
  }

  Command<Options> command() {
    return define(this::handle).checked(Which.class, this::check);
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("job", "cancel")
        .summary("Stop a job, waiting or running")
        .examples(
            "cancel job #12", "stop #12", "abort the running job #12", "job #12 must not go on")
        .permission(Permission.JOBS_CANCEL)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  private Optional<Reply.Refused> check(Which which, Invocation by) {
    Optional<Stored<JobRecord>> job = jobs.find(by.place().room(), which.job());
    return job.isEmpty()
        ? Optional.of(ListJobs.missing(which.job(), by))
        : notTheirs(job.get(), by).or(() -> Jobs.againstCancel(job.get().state()));
  }

  private Optional<Reply.Refused> notTheirs(Stored<JobRecord> job, Invocation by) {
    return may(by.caller(), job.state())
        ? Optional.empty()
        : Optional.of(
            Reply.Refused.because(
                Reply.Reason.FORBIDDEN,
                "not-yours",
                "Only %s, who asked for it, or an operator stops this job."
                    .formatted(view.requester(job.state()))));
  }

  private Reply handle(Options options, Invocation by) {
    Optional<Stored<JobRecord>> job = jobs.find(by.place().room(), options.job());
    if (job.isEmpty()) {
      return ListJobs.missing(options.job(), by);
    }
    Optional<Reply.Refused> notTheirs = notTheirs(job.get(), by);
    if (notTheirs.isPresent()) {
      return notTheirs.get();
    }
    var id = new JobId(job.get().id());
    return switch (jobs.cancel(id, options.reason(), by.intent())) {
      case Update.Refused<JobRecord>(var why) -> why;
      case Update.Done<JobRecord>(var stored) -> {
        hurry(id, options.reason());
        yield view.card(stored);
      }
    };
  }

  private static boolean may(Caller caller, JobRecord job) {
    return job.asked().requester().equals(caller.id()) || caller.role().atLeast(Role.OPERATOR);
  }

  /// The commit owes it anyway; this only saves the wait.
  private void hurry(JobId id, String reason) {
    try {
      queue.cancel(id, reason);
    } catch (StoreUnavailable e) {
      LOG.debug("job {} is cancelled when the queue is back", id, e);
    }
  }
}
