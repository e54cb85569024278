package io.mycelium.functions.jobs;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;

/// `job show`: a job as it stands, with its result.
final class ShowJob {
  record Options(@Positional @Help("the job to look at") Reference job) {}

  private final Jobs jobs;
  private final JobView view;

  ShowJob(Jobs jobs, JobView view) {
    this.jobs = jobs;
    this.view = view;
  }

  Command<Options> command() {
    return Command.named("job", "show")
        .summary("Show a job: how far it is, what keeps it, its runs, what it brought")
        .examples(
            "show job #12",
            "how far is #12?",
            "what is the status of job #12?",
            "what came of job #12?")
        .permission(Permission.JOBS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return jobs.find(by.place().room(), options.job())
        .<Reply>map(view::whole)
        .orElseGet(() -> ListJobs.missing(options.job(), by));
  }
}
