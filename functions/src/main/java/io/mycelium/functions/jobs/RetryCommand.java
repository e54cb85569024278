package io.mycelium.functions.jobs;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Handler;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.JobId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;

/// `job retry`: let a job run anew that ended without a result; one's own, or as an operator any.
final class RetryCommand {
  record Options(@Positional @Help("the job to run anew") Reference job) {}

  private final Jobs jobs;
  private final Reruns reruns;
  private final JobView view;

  RetryCommand(Jobs jobs, Reruns reruns, JobView view) {
    this.jobs = jobs;
    this.reruns = reruns;
    this.view = view;
  }

  Command<Options> command() {
    return define(this::handle).checked(Options.class, this::check);
  }

  static Command<Options> define(Handler<Options> handler) {
    return Command.named("job", "retry")
        .summary("Let a job run anew that failed, was cancelled or given up")
        .examples("retry job #12", "try #12 again", "run the failed job #12 once more")
        .permission(Permission.JOBS_RETRY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, handler);
  }

  private Optional<Reply.Refused> check(Options options, Invocation by) {
    Optional<Stored<JobRecord>> job = jobs.find(by.place().room(), options.job());
    return job.isEmpty()
        ? Optional.of(ListJobs.missing(options.job(), by))
        : notTheirs(job.get().state(), by).or(() -> reruns.against(job.get()));
  }

  private Optional<Reply.Refused> notTheirs(JobRecord job, Invocation by) {
    if (by.caller().role().atLeast(Role.OPERATOR)) {
      return Optional.empty();
    }
    var own = by.caller().id();
    if (!job.asked().requester().equals(own)) {
      return forbidden(
          "Only %s, who asked for it, or an operator lets this job run anew."
              .formatted(view.requester(job)));
    }
    if (job.asked().approval().isPresent()) {
      return forbidden(
          "Others agreed to that one run; make the call again, or let an operator run this one anew.");
    }
    // Who stopped it had a reason, which the one who asked for it does not overrule.
    return job.cancel().filter(wish -> !wish.by().equals(own)).isPresent()
        ? forbidden("Somebody else stopped this job; only an operator lets it run anew.")
        : Optional.empty();
  }

  private static Optional<Reply.Refused> forbidden(String why) {
    return Optional.of(Reply.Refused.because(Reply.Reason.FORBIDDEN, "not-yours", why));
  }

  private Reply handle(Options options, Invocation by) {
    Optional<Reply.Refused> why = check(options, by);
    if (why.isPresent()) {
      return why.get();
    }
    Stored<JobRecord> job = jobs.find(by.place().room(), options.job()).orElseThrow();
    Outcome outcome = Outcome.of(Jobs.subject(new JobId(job.id())));
    return reruns
        .start(List.of(job), by.intent(), outcome)
        .<Reply>map(refused -> refused)
        .or(() -> view.draw(job.id()))
        .orElseThrow();
  }
}
