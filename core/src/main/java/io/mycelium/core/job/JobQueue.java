package io.mycelium.core.job;

import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.JobId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.state.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The queue as a gateway sees it. All methods block and throw
/// [io.mycelium.core.state.StoreUnavailable] when the queue cannot be reached.
public interface JobQueue {
  /// Most jobs of one submission.
  int MOST_AT_ONCE = 256;

  /// Puts jobs in, all of them or, when one is refused, those before it. The same id again does
  /// nothing.
  ///
  /// @param jobs [#MOST_AT_ONCE] at most; one may wait for another that stands before it
  /// @return what came of each, up to the first that was refused
  List<Submitted> submit(List<JobSpec> jobs);

  /// Puts a job in. The same id again does nothing.
  default Submitted submit(JobSpec job) {
    return submit(List.of(job)).getFirst();
  }

  /// Whether it would refuse one more job of the room now for want of room. Another's may come
  /// between the answer and the submission.
  Optional<Submitted.Full> full(RoomId room);

  Optional<Job> find(JobId id);

  /// Jobs that run now, in no order.
  List<JobId> running();

  /// Ends a job that nobody has at once; tells the drone of a running one.
  ///
  /// @return the job as it is then; empty when there is none
  Optional<Job> cancel(JobId id, String reason);

  /// Lets a job that failed, was cancelled or is dead run anew: its failures and lost drones are
  /// forgotten, its fence and its history are not.
  ///
  /// @return the job as it is then; empty when there is none
  Optional<Job> redrive(JobId id);

  /// Dead letters, newest first.
  ///
  /// @param before the last place of the page before; empty for the start
  List<DeadLetter> deadLetters(String before, int max);

  /// Lines after a place in the job's log, oldest first.
  ///
  /// @param after empty for the start
  List<LogLine> log(JobId id, String after, int max);

  /// Does what time brings: jobs whose lease ended go to other drones or to the dead letters,
  /// delayed ones come due, deadlines end what is too late, what was lost of the lines is put in
  /// again. Any gateway may call it at any time.
  ///
  /// @return how many leases it dealt with
  int reap();

  /// Takes a drone's jobs away that may work no more: it counts as lost, and as gone, but is not
  /// quarantined for that. What it was given at the same moment ends with its lease.
  ///
  /// @return how many jobs it had
  int lose(DroneId drone);

  /// Waits until a delayed job is due, and brings in those that are. A job that this process delays
  /// comes in to the millisecond, one that another delays may be half a second late where nobody
  /// claims.
  ///
  /// @param longest how long to wait at most
  void promote(Duration longest);

  /// Keeps the queue in order: puts right what was deleted by hand, lets go of what was read, tells
  /// of jobs that no live drone can serve. A part with each call; one thread of each gateway calls
  /// it again and again.
  void upkeep();

  /// Sets or ends the queue's freeze: no submit and no claim while it lasts.
  ///
  /// @param epoch grows with every change; an older one than the queue has is ignored
  void freeze(long epoch, boolean frozen);

  /// Holds something up, or lets it go on.
  void control(QueueControl control);

  /// What is held up.
  List<QueueControl> controls();

  /// Sets a limit, in place of the one of that name.
  void limit(JobLimit limit);

  /// Ends a limit.
  ///
  /// @return whether there was one
  boolean unlimit(LimitName name);

  List<JobLimit> limits();

  /// Gives a room a larger or smaller share, where more than one room has jobs in a line.
  ///
  /// @param weight 1 to 100; 10 is what every room has
  void weigh(RoomId room, int weight);

  /// The shares that were given, but for the usual one.
  SortedMap<RoomId, Integer> weights();

  /// Sets how much it takes and whom it trusts, for every gateway and every drone.
  void setPolicy(QueuePolicy policy);

  /// Drones that are live.
  List<Drone> drones();

  /// A drone that was heard of within a day, live or not. One that left by itself is forgotten.
  Optional<Drone> drone(DroneId id);

  /// All such drones, the one that was heard of last first.
  List<Drone> knownDrones();

  /// The lines in which jobs wait, the longest wait first, and whether live drones can serve them.
  default List<QueueLine> lines() {
    return lines(drones());
  }

  /// The same for whoever knows the drones that are live.
  List<QueueLine> lines(List<Drone> live);

  /// What happened to jobs, to be made known in the workspace. Row kinds: see [JobEvents].
  Outbox outbox();

  /// The clockwork of the queue: what was set last, by whichever gateway.
  QueueTimes times();

  /// Sets the clockwork, for every gateway and every drone from its next claim and its next
  /// announcement on. Leases that are held keep their length.
  void setTimes(QueueTimes times);

  Counts counts();

  /// How many jobs stand where.
  record Counts(long waiting, long delayed, long held, long running, long dead) {
    /// All that have not ended.
    public long open() {
      return waiting + delayed + held + running;
    }
  }
}
