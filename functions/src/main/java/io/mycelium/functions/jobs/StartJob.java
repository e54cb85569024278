package io.mycelium.functions.jobs;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;

/// Starts jobs for functions.
public final class StartJob {
  private final Jobs jobs;
  private final JobView view;

  StartJob(Jobs jobs, JobView view) {
    this.jobs = jobs;
    this.view = view;
  }

  /// What people name when they say what a job is to wait for.
  public sealed interface Earlier {
    record Found(JobId id) implements Earlier {}

    /// The room has no such job.
    record Unknown() implements Earlier {}

    /// It ended, and the queue does not have what came of it.
    record Forgotten() implements Earlier {}
  }

  /// Looks for a job that another one may wait for, among those that `job show` shows in the room.
  public Earlier earlier(RoomId room, Reference reference) {
    return jobs.find(room, reference)
        .<Earlier>map(found ->
            jobs.forgotten(found)
                ? new Earlier.Forgotten()
                : new Earlier.Found(new JobId(found.id())))
        .orElseGet(Earlier.Unknown::new);
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
