package io.mycelium.functions.jobs;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.reply.Reply;

/// Starts jobs for functions.
public final class StartJob {
  private final Jobs jobs;
  private final JobView view;

  StartJob(Jobs jobs, JobView view) {
    this.jobs = jobs;
    this.view = view;
  }

  /// Starts a job under the invocation's intent, with its live card where the call was made.
  /// Granted by an approval, the job has the approval's stem, number and thread; else a number of
  /// its own and, outside of threads, a new thread.
  ///
  /// @return [Reply.Accepted], or a refusal
  /// @throws io.mycelium.core.state.RepeatedRequest when the intent was committed before
  public Reply start(JobOrder order, Invocation by) {
    return switch (jobs.start(order, by)) {
      case Jobs.Started.Refused(var why) -> why;
      case Jobs.Started.Done(var id) ->
          new Reply.Accepted(Jobs.subject(id), view.draw(id.value()).orElseThrow());
    };
  }
}
