package io.mycelium.core.job;

/// The kinds of rows that the queue owes the workspace. The payload has `job` (id) and `fence`;
/// rows of [#PROGRESS] are collapsed: one per job, with the log's last place in `log`.
public final class JobEvents {
  public static final String QUEUED = "job.queued";
  public static final String STARTED = "job.started";
  public static final String PROGRESS = "job.progress";

  /// Back in the queue; payload `reason`: `released` or `lost`, and `drone`.
  public static final String REQUEUED = "job.requeued";

  /// Done, failed, cancelled or dead; read the job for which.
  public static final String ENDED = "job.ended";

  private JobEvents() {}
}
