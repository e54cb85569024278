package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.reply.BlobRef;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// The queue as a drone sees it. All methods block; each may be called again with the same
/// arguments after an unknown outcome and does its work once.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the queue cannot be reached.
public interface JobSource extends AutoCloseable {
  /// Tells that the drone lives, and how it is.
  ///
  /// @return after which time to do so again: a third of [QueueTimes#alive]
  Duration announce(Drone drone);

  /// Tells that the drone goes; it counts as gone at once.
  void leave(DroneId drone);

  /// Waits until there may be work, or the time is over. One job wakes one drone, not all.
  void awaitWork(DroneId drone, Duration wait);

  /// Takes the first job that the drone can serve, under a lease of [QueueTimes#lease] as it is
  /// now.
  Optional<Claimed> claim(Drone drone);

  /// Moves the end of the lease.
  Beat heartbeat(Lease lease);

  /// Keeps progress and log lines; also moves the end of the lease.
  Beat report(Lease lease, Report report);

  /// Ends the job with its result.
  ///
  /// @return whether the result was accepted; a late one is not
  boolean complete(Lease lease, JobResult result);

  /// Ends the job without a result.
  ///
  /// @return whether the failure was accepted; a late one is not
  boolean fail(Lease lease, JobFailure failure);

  /// Gives the job back, or, when it was being cancelled, ends it.
  boolean release(Lease lease);

  /// The content of a function's package or of a file of a job; empty when it is not there. Reading
  /// throws an [java.io.IOException] caused by a [io.mycelium.core.state.StoreUnavailable] when the
  /// queue cannot be reached.
  Optional<InputStream> open(String digest);

  /// Keeps a file of a job, for [QueueTimes#retention].
  BlobRef store(InputStream content);

  @Override
  void close();
}
