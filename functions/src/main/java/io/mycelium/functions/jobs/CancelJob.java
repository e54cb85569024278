package io.mycelium.functions.jobs;

import io.mycelium.core.id.JobId;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.state.OutboxHandler;
import io.mycelium.core.state.OutboxRow;

/// Tells the queue that a job is to stop. A job that is not there yet is stopped by [SubmitJob].
final class CancelJob implements OutboxHandler {
  private final JobQueue queue;

  CancelJob(JobQueue queue) {
    this.queue = queue;
  }

  @Override
  public String kind() {
    return Jobs.CANCEL;
  }

  @Override
  public Settled handle(OutboxRow row) {
    queue.cancel(
        new JobId(row.payload().path("job").asText()), row.payload().path("reason").asText());
    return new Settled.Done();
  }
}
