package io.mycelium.drone.agent;

import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.DroneJob;
import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.Card;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A drone at work: it announces itself, and claims and runs jobs as long as slots are free. Safe
/// for use by many threads.
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /// So long a job that is told to end may take, and the queue to hear of it.
  private static final Duration LONGEST_END = Duration.ofSeconds(4);

  /// A drone that waits for work looks by itself so often.
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(2);

  /// Between announcements to a queue that does not say when it wants the next.
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(3);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final int KEPT_PACKAGES = 32;

  private final AgentSettings settings;
  private final JobSource source;
  private final Surroundings around;
  private final Reservations reservations = new Reservations(System::nanoTime);
  private final LastJobs last = new LastJobs();
  private final SelfDescription self;
  private final JobRun.Workshop workshop;
  private final Semaphore free;
  private final Map<JobRun, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  /// Held while a job is claimed and started, so that the end finds it among those that run.
  private final ReentrantLock claiming = new ReentrantLock();

  private final CountDownLatch ending = new CountDownLatch(1);
  private final CompletableFuture<Void> emptied = new CompletableFuture<>();

  /// What the queue said last.
  private volatile boolean drained;

  private Agent(
      AgentSettings settings,
      JobSource source,
      Sandbox sandbox,
      Surroundings around,
      InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.source = source;
    this.around = around;
    MachineProbe probe = MachineProbe.ofThisMachine(settings.data());
    this.self =
        new SelfDescription(settings, sandbox, probe, new Outfit(around, reservations, last));
    this.free = new Semaphore(settings.slots());
    var packages =
        new PackageCache(settings.data().resolve("packages"), source, clock, KEPT_PACKAGES);
    this.workshop =
        new JobRun.Workshop(
            source,
            sandbox,
            new Preparation(
                settings,
                probe.os(),
                sandbox.containment(),
                sandbox.control(),
                packages,
                new InputFiles(source)),
            new WorkFolders(settings.data().resolve("work")));
  }

  /// Starts to work, whether or not the queue can be reached now.
  ///
  /// @param source stays the caller's, to be closed after the agent
  /// @param sandbox stays the caller's, to be closed after the agent
  /// @param around what the drone looks at on its machine
  /// @throws IOException when the data folder cannot be used
  public static Agent start(
      AgentSettings settings,
      JobSource source,
      Sandbox sandbox,
      Surroundings around,
      InstantSource clock)
      throws IOException {
    var agent = new Agent(settings, source, sandbox, around, clock);
    Thread.ofVirtual().name("announce").start(agent::announce);
    Thread.ofVirtual().name("claim").start(agent::claim);
    around.benchmarks().ifPresent(agent::measureWith);
    return agent;
  }

  private void measureWith(Benchmarks benchmarks) {
    var measurement = new QuietMeasurement(benchmarks, () -> !running.isEmpty(), claiming, ending);
    Thread.ofPlatform().daemon().name("measure").start(measurement);
  }

  private void announce() {
    Duration pause = AFTER_SILENCE;
    boolean well = true;
    do {
      try {
        SelfDescription.Look look = self.now(running.size());
        takeBack(look);
        Heard heard = source.announce(look.drone());
        pause = heard.again();
        drained = heard.drained();
        endWhenDrained();
        well = true;
      } catch (StoreUnavailable e) {
        if (well) {
          LOG.warn("The queue cannot be reached, and is tried again: {}", e.getMessage());
        }
        well = false;
        pause = AFTER_SILENCE;
      } catch (RuntimeException e) {
        if (well) {
          LOG.warn("The drone cannot announce itself, and tries again", e);
        }
        well = false;
        pause = AFTER_SILENCE;
      }
    } while (!ended(pause));
  }

  /// When the owner is back and wants it, jobs that run go to other drones.
  private void takeBack(SelfDescription.Look look) {
    if (look.away() && around.owner().takesBack()) {
      running.keySet().forEach(run -> run.stop(Stop.OWNER_RETURNS));
    }
  }

  private void claim() {
    boolean well = true;
    while (!ended(Duration.ZERO)) {
      try {
        free.acquire();
        claimOne();
        well = true;
      } catch (StoreUnavailable e) {
        LOG.debug("The queue cannot be reached", e);
        ended(AFTER_FAILURE);
      } catch (RuntimeException e) {
        if (well) {
          LOG.warn("The drone cannot claim, and tries again", e);
        }
        well = false;
        ended(AFTER_FAILURE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Takes a job, or waits for one. Gives the slot back unless a job has it.
  private void claimOne() {
    boolean taken = false;
    try {
      SelfDescription.Look look = self.now(running.size());
      if (look.away()) {
        ended(LONGEST_IDLE);
        return;
      }
      taken = taken(look);
      if (!taken && !ended(Duration.ZERO)) {
        source.awaitWork(look.drone(), LONGEST_IDLE);
      }
    } finally {
      if (!taken) {
        free.release();
      }
    }
  }

  private boolean taken(SelfDescription.Look look) {
    claiming.lock();
    try {
      if (ended(Duration.ZERO)) {
        return false;
      }
      long asked = System.nanoTime();
      Optional<Claimed> claimed = source.claim(look.drone());
      claimed.ifPresent(job -> run(job, asked, look.cards()));
      return claimed.isPresent();
    } finally {
      claiming.unlock();
    }
  }

  private void run(Claimed claimed, long asked, List<Card> cards) {
    var hold = new Hold(source, claimed, asked);
    var share = reservations.take(claimed.lease(), claimed.job().requirements(), cards);
    var run = new JobRun(workshop, claimed, hold, share);
    var end = new CompletableFuture<Void>();
    running.put(run, end);
    Thread.ofVirtual()
        .name(claimed.job().id().value())
        .start(() -> {
          try {
            run.run();
          } finally {
            reservations.give(claimed.lease());
            var took = Duration.ofNanos(System.nanoTime() - asked);
            JobSpec job = claimed.job();
            last.add(new DroneJob(job.id(), job.function(), run.ended(), took));
            running.remove(run);
            free.release();
            end.complete(null);
            endWhenDrained();
          }
        });
  }

  /// Completes when an operator drained the drone and its jobs have ended: it claims nothing more,
  /// and is to be closed.
  public CompletionStage<Void> onDrained() {
    return emptied.minimalCompletionStage();
  }

  private void endWhenDrained() {
    if (!drained) {
      return;
    }
    claiming.lock();
    try {
      if (running.isEmpty()) {
        ending.countDown();
        emptied.complete(null);
      }
    } finally {
      claiming.unlock();
    }
  }

  /// Waits, and returns whether the end has begun.
  private boolean ended(Duration wait) {
    try {
      return ending.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Claims nothing more, ends the jobs that run, gives them back, and leaves. Takes a moment, some
  /// seconds at most.
  @Override
  public void close() {
    ending.countDown();
    try {
      awaitJobs();
      source.leave(settings.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailable e) {
      LOG.warn("The drone could not take its leave: {}", e.getMessage());
    }
  }

  private void awaitJobs() throws InterruptedException {
    running.keySet().forEach(run -> run.stop(Stop.DRONE_ENDS));
    boolean nobodyClaims = claiming.tryLock(LONGEST_END.toNanos(), TimeUnit.NANOSECONDS);
    try {
      running.keySet().forEach(run -> run.stop(Stop.DRONE_ENDS));
      CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
          .get(LONGEST_END.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} jobs did not end in time", running.size());
    } catch (ExecutionException e) {
      throw new IllegalStateException("none of them fails", e);
    } finally {
      if (nobodyClaims) {
        claiming.unlock();
      }
    }
  }
}
