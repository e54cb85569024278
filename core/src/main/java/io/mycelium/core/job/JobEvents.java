package io.mycelium.core.job;

/// The kinds of rows that the queue owes the workspace. The payload has `job` (id) and `fence`;
/// rows of [#PROGRESS] are collapsed: one per job, with the log's last place in `log`.
public final class JobEvents {
  public static final String QUEUED = "job.queued";
  public static final String STARTED = "job.started";
  public static final String PROGRESS = "job.progress";

  /// Back in the queue; payload `reason`: `released`, `refused`, `lost`, `revoked`, `retry` or
  /// `snooze`, the `drone`, and `due` (ms) when it is delayed.
  public static final String REQUEUED = "job.requeued";

  /// Let run anew after its end; the fence is that of the end.
  public static final String REDRIVEN = "job.redriven";

  /// Something keeps it from starting, which `why` tells in words; or nothing does any more, and
  /// there is no `why`.
  public static final String KEPT = "job.kept";

  /// A drone was quarantined; payload `drone` and `why`, and no job.
  public static final String QUARANTINED = "job.quarantined";

  /// Done, failed, cancelled or dead; read the job for which.
  public static final String ENDED = "job.ended";

  private JobEvents() {}
}
