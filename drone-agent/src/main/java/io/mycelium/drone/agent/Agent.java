package io.mycelium.drone.agent;

import io.mycelium.core.job.Heard;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.machine.Benchmarks;
import io.mycelium.drone.machine.MachineProbe;
import io.mycelium.drone.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Crew crew;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CompletableFuture<Void> emptied = new CompletableFuture<>();

  /// What the queue said last.
  private volatile boolean drained;

  /// The queue takes nothing of this drone any more.
  private volatile boolean shutOut;

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
    var reservations = new Reservations(System::nanoTime);
    var last = new LastJobs();
    var self =
        new SelfDescription(settings, sandbox, probe, new Outfit(around, reservations, last));
    var packages =
        new PackageCache(settings.data().resolve("packages"), source, clock, KEPT_PACKAGES);
    var workshop =
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
    this.crew =
        new Crew(
            new Crew.Parts(source, workshop, reservations, last, self),
            settings.slots(),
            () -> ended(Duration.ZERO),
            this::endWhenDrained);
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
    var measurement =
        new QuietMeasurement(benchmarks, () -> !crew.isIdle(), crew.claiming(), ending);
    Thread.ofPlatform().daemon().name("measure").start(measurement);
  }

  private void announce() {
    Duration pause = AFTER_SILENCE;
    boolean well = true;
    do {
      try {
        SelfDescription.Look look = crew.look();
        takeBack(look);
        Heard heard = source.announce(look.drone());
        pause = heard.again();
        drained = heard.drained();
        endWhenDrained();
        well = true;
      } catch (StoreUnavailable e) {
        if (well && !shutOut) {
          LOG.warn("The queue cannot be reached, and is tried again: {}", e.getMessage());
        }
        well = false;
        pause = AFTER_SILENCE;
      } catch (RuntimeException e) {
        // What fails because the drone ends is no news.
        if (well && !ended(Duration.ZERO)) {
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
      crew.stop(Stop.OWNER_RETURNS);
    }
  }

  private void claim() {
    boolean well = true;
    while (!ended(Duration.ZERO)) {
      try {
        crew.awaitSlot();
        claimOne();
        well = true;
      } catch (StoreUnavailable e) {
        LOG.debug("The queue cannot be reached", e);
        ended(AFTER_FAILURE);
      } catch (RuntimeException e) {
        // What fails because the drone ends is no news.
        if (well && !ended(Duration.ZERO)) {
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
      SelfDescription.Look look = crew.look();
      if (look.away()) {
        ended(LONGEST_IDLE);
        return;
      }
      taken = crew.take(look);
      if (!taken && !ended(Duration.ZERO)) {
        source.awaitWork(look.drone(), LONGEST_IDLE);
      }
    } finally {
      if (!taken) {
        crew.giveSlot();
      }
    }
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
    crew.claiming().lock();
    try {
      if (crew.isIdle()) {
        ending.countDown();
        emptied.complete(null);
      }
    } finally {
      crew.claiming().unlock();
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

  /// Says that the queue takes nothing of this drone any more, which is to be closed: it claims
  /// nothing, and neither gives jobs back nor leaves. Returns at once.
  public void shutOut() {
    shutOut = true;
    ending.countDown();
  }

  /// Claims nothing more, ends the jobs that run, gives them back, and leaves. Takes a moment, some
  /// seconds at most.
  @Override
  public void close() {
    ending.countDown();
    try {
      awaitJobs(shutOut ? Stop.LOST : Stop.DRONE_ENDS);
      if (!shutOut) {
        source.leave(settings.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailable e) {
      LOG.warn("The drone could not take its leave: {}", e.getMessage());
    }
  }

  private void awaitJobs(Stop why) throws InterruptedException {
    crew.stop(why);
    boolean nobodyClaims = crew.claiming().tryLock(LONGEST_END.toNanos(), TimeUnit.NANOSECONDS);
    try {
      crew.stop(why);
      crew.await(LONGEST_END);
    } catch (TimeoutException e) {
      LOG.warn("{} jobs did not end in time", crew.size());
    } finally {
      if (nobodyClaims) {
        crew.claiming().unlock();
      }
    }
  }
}
