package io.mycelium.drone.agent;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.Completion;
import io.mycelium.core.job.DroneJob;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.job.Turn;
import io.mycelium.drone.machine.Card;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The jobs that a drone runs, each in a slot. While all slots are taken, a job that ends brings
/// its result and takes the next job into its own slot by one call of the queue. Safe for use by
/// many threads.
final class Crew {
  /// @param reservations what the running jobs have of the machine
  /// @param last is told what was done
  /// @param self describes the drone, which runs so many jobs
  record Parts(
      JobSource source,
      JobRun.Workshop workshop,
      Reservations reservations,
      LastJobs last,
      SelfDescription self) {}

  private final Parts parts;
  private final int slots;
  private final BooleanSupplier ended;
  private final Runnable after;
  private final Semaphore free;
  private final Map<JobRun, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  /// How many slots have a job, told or not.
  private final AtomicInteger taken = new AtomicInteger();

  /// Held while a job is claimed and started, so that the end finds it among those that run.
  private final ReentrantLock claiming = new ReentrantLock();

  /// @param ended whether no job is to be claimed any more
  /// @param after is run when a job has ended
  Crew(Parts parts, int slots, BooleanSupplier ended, Runnable after) {
    this.parts = parts;
    this.slots = slots;
    this.ended = ended;
    this.after = after;
    this.free = new Semaphore(slots);
  }

  /// What the drone is like now.
  SelfDescription.Look look() {
    return parts.self().now(taken.get());
  }

  /// While it is held no job starts.
  Lock claiming() {
    return claiming;
  }

  boolean isIdle() {
    return running.isEmpty();
  }

  /// Waits for a slot, which is the caller's until a job has it or it is given back.
  void awaitSlot() throws InterruptedException {
    free.acquire();
  }

  void giveSlot() {
    free.release();
  }

  /// Takes a job into the caller's slot, if there is one.
  ///
  /// @throws io.mycelium.core.state.StoreUnavailable when the queue cannot be reached
  boolean take(SelfDescription.Look look) {
    claiming.lock();
    try {
      if (ended.getAsBoolean()) {
        return false;
      }
      long asked = System.nanoTime();
      Optional<Claimed> claimed = parts.source().claim(look.drone());
      claimed.ifPresent(job -> {
        taken.incrementAndGet();
        run(job, asked, look.cards());
      });
      return claimed.isPresent();
    } finally {
      claiming.unlock();
    }
  }

  private void run(Claimed claimed, long asked, List<Card> cards) {
    var hold = new Hold(parts.source(), claimed, asked);
    var share = parts.reservations().take(claimed.lease(), claimed.job().requirements(), cards);
    var slot = new Slot();
    var run = new JobRun(parts.workshop(), claimed, hold, share, slot::complete);
    var end = new CompletableFuture<Void>();
    running.put(run, end);
    Thread.ofVirtual()
        .name(claimed.job().id().value())
        .start(() -> {
          try {
            run.run();
          } finally {
            parts.reservations().give(claimed.lease());
            var took = Duration.ofNanos(System.nanoTime() - asked);
            JobSpec job = claimed.job();
            parts.last().add(new DroneJob(job.id(), job.function(), run.ended(), took));
            running.remove(run);
            slot.leave();
            end.complete(null);
            after.run();
          }
        });
  }

  /// The slot of one job, which the next may take over.
  private final class Slot {
    /// Changed and read by the thread of the job alone.
    private boolean passedOn;

    /// Tells a result; its work has ended, and leaves room on the machine.
    ///
    /// @return whether it was accepted
    boolean complete(Lease lease, JobResult result) {
      parts.reservations().give(lease);
      // Otherwise somebody asks for work for the free slot at this moment, and both might get what
      // the machine has room for once.
      return (!passedOn && taken.get() == slots)
          ? turn(new Completion(lease, result))
          : parts.source().complete(lease, result);
    }

    private boolean turn(Completion done) {
      claiming.lock();
      try {
        SelfDescription.Look look = parts.self().now(slots - 1);
        if (ended.getAsBoolean() || look.away()) {
          return parts.source().complete(done.lease(), done.result());
        }
        long asked = System.nanoTime();
        Turn turn = parts.source().turn(List.of(done), look.drone(), 1);
        for (Claimed next : turn.next()) {
          passedOn = true;
          run(next, asked, look.cards());
        }
        return turn.accepted().getFirst();
      } finally {
        claiming.unlock();
      }
    }

    private void leave() {
      if (!passedOn) {
        taken.decrementAndGet();
        free.release();
      }
    }
  }

  /// Tells all jobs to end.
  void stop(Stop why) {
    running.keySet().forEach(run -> run.stop(why));
  }

  /// Waits until all jobs have ended.
  ///
  /// @throws TimeoutException when they have not within that time
  void await(Duration longest) throws InterruptedException, TimeoutException {
    try {
      CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
          .get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("none of them fails", e);
    }
  }

  int size() {
    return running.size();
  }
}
