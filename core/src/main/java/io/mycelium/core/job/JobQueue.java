package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.Outbox;
import java.util.List;
import java.util.Optional;

/// The queue as a gateway sees it. All methods block and throw
/// [io.mycelium.core.state.StoreUnavailable] when the queue cannot be reached.
public interface JobQueue {
  /// Puts a job in. The same id again does nothing.
  Submitted submit(JobSpec job);

  /// What came of a submit.
  enum Submitted {
    QUEUED,
    /// It was there before, in whatever state.
    KNOWN,
    /// The queue is frozen; try later.
    FROZEN
  }

  Optional<Job> find(JobId id);

  /// Newest first, by when they were put in.
  ///
  /// @param after the last job of the page before
  List<Job> newest(Optional<JobState> state, Optional<RoomId> room, Optional<JobId> after, int max);

  /// Ends a waiting job at once; tells the drone of a running one.
  ///
  /// @return the job as it is then; empty when there is none
  Optional<Job> cancel(JobId id, String reason);

  /// Lines after a place in the job's log, oldest first.
  ///
  /// @param after empty for the start
  List<LogLine> log(JobId id, String after, int max);

  /// Gives jobs whose lease ended to other drones, buries those that lost too many. Any gateway may
  /// call it at any time.
  ///
  /// @return how many it dealt with
  int reap();

  /// Sets or ends the queue's freeze: no submit and no claim while it lasts.
  ///
  /// @param epoch grows with every change; an older one than the queue has is ignored
  void freeze(long epoch, boolean frozen);

  /// Drones that are live.
  List<Drone> drones();

  Optional<Drone> drone(DroneId id);

  /// What happened to jobs, to be made known in the workspace. Row kinds: see [JobEvents].
  Outbox outbox();

  /// The clockwork of the queue: what was set last, by whichever gateway.
  QueueTimes times();

  /// Sets the clockwork, for every gateway and every drone from its next claim and its next
  /// announcement on. Leases that are held keep their length.
  void setTimes(QueueTimes times);

  Counts counts();

  /// How many jobs stand where.
  record Counts(long waiting, long running) {}
}
