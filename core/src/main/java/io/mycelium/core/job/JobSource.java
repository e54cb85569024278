package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.reply.BlobRef;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The queue as a drone sees it. All methods block; each may be called again with the same
/// arguments after an unknown outcome and does its work once.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the queue cannot be reached.
public interface JobSource extends AutoCloseable {
  /// Most jobs of one claim, and results of one call.
  int MOST_AT_ONCE = 64;

  /// Tells that the drone lives, and how it is.
  ///
  /// @return when to do so again, after a third of [QueueTimes#alive], and whether the drone is
  ///   drained
  Heard announce(Drone drone);

  /// Tells that the drone goes; it counts as gone at once, and no longer as drained.
  void leave(DroneId drone);

  /// Waits until there may be work for it, or the time is over. One job wakes one drone, not all.
  void awaitWork(Drone drone, Duration wait);

  /// Takes the first jobs that the drone can serve with what it has free, each under a lease of its
  /// own. Of jobs that ask for an amount of something one at most is taken by a call.
  ///
  /// @param max [#MOST_AT_ONCE] at most
  List<Claimed> claim(Drone drone, int max);

  /// Takes the first job that the drone can serve.
  default Optional<Claimed> claim(Drone drone) {
    return claim(drone, 1).stream().findFirst();
  }

  /// Moves the end of the lease.
  Beat heartbeat(Lease lease);

  /// Keeps progress and log lines; also moves the end of the lease.
  Beat report(Lease lease, Report report);

  /// Ends jobs with their results.
  ///
  /// @param results [#MOST_AT_ONCE] at most
  /// @return for each whether it was accepted; a late one is not
  List<Boolean> complete(List<Completion> results);

  /// Ends the job with its result.
  ///
  /// @return whether the result was accepted; a late one is not
  default boolean complete(Lease lease, JobResult result) {
    return complete(List.of(new Completion(lease, result))).getFirst();
  }

  /// Ends jobs with their results, and takes the next ones, as [#complete(List)] and [#claim(Drone,
  /// int)] do, in one call.
  ///
  /// @param results [#MOST_AT_ONCE] at most
  /// @param drone as it is without the jobs that end
  /// @param max [#MOST_AT_ONCE] at most
  default Turn turn(List<Completion> results, Drone drone, int max) {
    List<Boolean> accepted = complete(results);
    return new Turn(accepted, claim(drone, max));
  }

  /// Ends the run without a result, and the job too unless it is tried again.
  ///
  /// @return whether the failure was accepted; a late one is not
  boolean fail(Lease lease, JobFailure failure, Again again);

  /// Ends the run without a result; what comes then is as planned.
  default boolean fail(Lease lease, JobFailure failure) {
    return fail(lease, failure, Again.AS_PLANNED);
  }

  /// Gives the job back at once, or, when it was being cancelled, ends it. It goes before all
  /// others of its class.
  boolean release(Lease lease);

  /// Gives the job back because this drone cannot run it, which says nothing of the job: another
  /// drone takes it, and this one not before long. It counts like a lost drone: after
  /// [Plan#maxLost] the job goes to the dead letters. A drone to which it happens often is
  /// quarantined.
  ///
  /// @param why for people
  boolean refuse(Lease lease, JobFailure why);

  /// The content of a function's package or of a file of a job; empty when it is not there. Reading
  /// throws an [java.io.IOException] caused by a [io.mycelium.core.state.StoreUnavailable] when the
  /// queue cannot be reached.
  Optional<InputStream> open(String digest);

  /// Keeps a file of a job, for [QueueTimes#retention].
  BlobRef store(InputStream content);

  @Override
  void close();
}
