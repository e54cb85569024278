package io.mycelium.drone.agent;

import io.mycelium.core.job.Again;
import io.mycelium.core.job.Claimed;
import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobSource;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.Lease;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.drone.agent.Preparation.Prepared;
import io.mycelium.drone.machine.CardDevices;
import io.mycelium.drone.sandbox.Execution;
import io.mycelium.drone.sandbox.Outcome;
import io.mycelium.drone.sandbox.Run;
import io.mycelium.drone.sandbox.RunOutput;
import io.mycelium.drone.sandbox.Sandbox;
import io.mycelium.drone.sandbox.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job that was claimed, from its preparation to what the queue is told. To be run once, by a
/// thread of its own.
final class JobRun implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  /// The code of a failure of a step before the work.
  private static final String SETUP = "setup";

  /// What all jobs of a drone share.
  record Workshop(
      JobSource source, Sandbox sandbox, Preparation preparation, WorkFolders folders) {}

  /// Tells the queue a result; does its work once, however often it is asked.
  @FunctionalInterface
  interface Completing {
    /// Tells it under its lease.
    ///
    /// @return whether it was accepted; a late one is not
    boolean complete(Lease lease, JobResult result);
  }

  private final Workshop workshop;
  private final Claimed claimed;
  private final JobSpec job;
  private final Hold hold;
  private final Optional<Reservations.Share> share;
  private final Completing completing;
  private final OutputBudget budget;
  private String ended = Ending.word(Stop.LOST);

  /// @param share what it may use of the machine; empty when it turned out that there is not enough
  JobRun(
      Workshop workshop,
      Claimed claimed,
      Hold hold,
      Optional<Reservations.Share> share,
      Completing completing) {
    this.workshop = workshop;
    this.claimed = claimed;
    this.job = claimed.job();
    this.hold = hold;
    this.share = share;
    this.completing = completing;
    this.budget = new OutputBudget(job.limits().output());
  }

  /// Stops the work; [#run] returns soon after. Safe for use by every thread.
  void stop(Stop why) {
    hold.stop(why);
  }

  /// Works, and tells the queue what came of it.
  @Override
  public void run() {
    try (hold) {
      hold.keep();
      tell(work());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The end of {} could not be told", job.id(), e);
    } finally {
      // Nobody waits for that: it may take long.
      workshop.folders().remove(hold.lease());
    }
  }

  private Ending work() throws InterruptedException {
    try {
      return workIn(workshop.folders().fresh(hold.lease()));
    } catch (OutputBudget.Exceeded e) {
      return Ending.Failed.of("output-limit", String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("Job {} is given back for a reason that lies with the drone", job.id(), e);
      return shortage()
          .orElseGet(() ->
              unfit(
                  "drone-error",
                  "The drone could not run it, for a reason that its own log tells."));
    }
  }

  private Optional<Ending> shortage() {
    return workshop.folders().shortage().map(why -> unfit("disk-full", why));
  }

  private static Ending unfit(String code, String why) {
    return new Ending.Unfit(new JobFailure(code, why));
  }

  private Ending workIn(Path work) throws IOException, InterruptedException {
    if (share.isEmpty()) {
      return unfit("no-card", "No graphics card of this drone has what the job asks for.");
    }
    Optional<Ending> full = shortage();
    if (full.isPresent()) {
      return full.get();
    }
    Optional<Prepared> prepared = hold.unlessStopped(() -> prepared(work));
    if (prepared.isEmpty()) {
      return stopped();
    }
    return switch (prepared.get()) {
      case Prepared.Refused(var failure) -> new Ending.Failed(failure, Again.AS_PLANNED);
      case Prepared.NotHere(var why) -> new Ending.Failed(why, Again.ELSEWHERE);
      case Prepared.Ready ready -> ending(ready, work);
    };
  }

  private Run onItsCard(Run run) {
    Map<String, String> variables = new HashMap<>(run.environment());
    variables.putAll(share.orElseThrow().environment());
    List<Path> devices =
        share
            .orElseThrow()
            .card()
            .map(card -> new CardDevices(Path.of("/dev")).of(card.maker()))
            .orElse(List.of());
    return run.withEnvironment(variables).withDevices(devices);
  }

  private Prepared prepared(Path work) {
    try {
      try {
        return workshop.preparation().prepare(claimed, work);
      } catch (StoreUnavailable e) {
        // It will be prepared again, from the start.
        workshop.folders().fresh(hold.lease());
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the package was fetched", e);
    }
  }

  private Ending ending(Prepared.Ready ready, Path work) throws IOException, InterruptedException {
    var log = new JobLog(workshop.source(), hold);
    Thread sender = log.start();
    Judged judged;
    try {
      judged = judged(ready, log);
    } finally {
      log.finish();
      sender.join();
    }
    if (hold.stopped().isPresent()) {
      return stopped();
    }
    return switch (judged) {
      case Judged.NotStarted(String reason) -> unfit("not-started", reason);
      case Judged.Ended(Verdict.Failed(var failure, var again)) ->
          new Ending.Failed(withCause(failure), again);
      case Judged.Ended(Verdict.Replied(String markdown)) -> withFiles(markdown, work);
    };
  }

  /// What came of the steps and the work.
  private sealed interface Judged {
    record NotStarted(String reason) implements Judged {}

    record Ended(Verdict verdict) implements Judged {}
  }

  /// All of it has the time of one job.
  private Judged judged(Prepared.Ready ready, JobLog log) throws InterruptedException {
    long started = System.nanoTime();
    for (Prepared.Ready.Step step : ready.setup()) {
      var said = new JobOutput(budget, log);
      Judged judged = judged(within(step.run(), started), said, new StepOutput(said));
      if (judged instanceof Judged.Ended(Verdict.Failed(var failure, var again))) {
        String message = "The step '%s' failed. %s".formatted(step.name(), failure.message());
        var why = new JobFailure(SETUP, message, failure.exit());
        return new Judged.Ended(new Verdict.Failed(why, again));
      }
      if (judged instanceof Judged.NotStarted || hold.stopped().isPresent()) {
        return judged;
      }
    }
    var output = new JobOutput(budget, log);
    return judged(within(ready.run(), started), output, output);
  }

  private Judged judged(Run run, JobOutput said, RunOutput output) throws InterruptedException {
    Outcome outcome = outcome(workshop.sandbox().start(onItsCard(run), output));
    return outcome instanceof Outcome.NotStarted(String reason)
        ? new Judged.NotStarted(reason)
        : new Judged.Ended(Verdict.of(outcome, said, job.limits()));
  }

  private static Run within(Run run, long started) {
    Duration left = run.limits().wall().minusNanos(System.nanoTime() - started);
    Duration least = Duration.ofMillis(1);
    return run.withLimits(run.limits().withWall(left.compareTo(least) > 0 ? left : least));
  }

  /// What a program says when it cannot write is often no help.
  private JobFailure withCause(JobFailure failure) {
    return workshop
        .folders()
        .shortage()
        .map(why -> new JobFailure("disk-full", why + "\n" + failure.message()))
        .orElse(failure);
  }

  /// Waits for the end, and sees to it when the lease ends first.
  private Outcome outcome(Execution execution) throws InterruptedException {
    hold.onStop(execution::kill);
    try {
      Optional<Outcome> outcome = execution.await(atLeastAMoment(hold.remaining()));
      while (outcome.isEmpty()) {
        if (hold.remaining().isZero()) {
          hold.stop(Stop.LOST);
        }
        outcome = execution.await(atLeastAMoment(hold.remaining()));
      }
      return outcome.get();
    } catch (SandboxException e) {
      throw e.getCause() instanceof OutputBudget.Exceeded exceeded ? exceeded : e;
    }
  }

  private static Duration atLeastAMoment(Duration time) {
    return time.isZero() ? Duration.ofMillis(100) : time;
  }

  private Ending withFiles(String markdown, Path work) throws IOException, InterruptedException {
    Optional<Artifacts.Kept> kept = new Artifacts(workshop.source(), hold, budget).keep(work);
    if (kept.isEmpty()) {
      return stopped();
    }
    long leftOut = kept.get().leftOut();
    String note = leftOut == 0 ? "" : "\n\n*[%d more files are left out.]*".formatted(leftOut);
    return new Ending.Brought(new JobResult(markdown + note, kept.get().files()));
  }

  private Ending stopped() {
    return new Ending.Stopped(hold.stopped().orElseThrow());
  }

  /// What came of it, in a word for people; to be asked when [#run] has returned.
  String ended() {
    return ended;
  }

  private void tell(Ending ending) throws InterruptedException {
    boolean told =
        switch (ending) {
          case Ending.Brought(var result) ->
              hold.unlessStopped(() -> completing.complete(hold.lease(), result)).isPresent();
          case Ending.Failed(var failure, var again) ->
              hold.unlessStopped(() -> workshop.source().fail(hold.lease(), failure, again))
                  .isPresent();
          case Ending.Unfit(var why) ->
              hold.unlessStopped(() -> workshop.source().refuse(hold.lease(), why)).isPresent();
          case Ending.Stopped _ -> false;
        };
    // Also when the stop came while a result waited for the queue.
    if (!told && hold.stopped().filter(why -> why != Stop.LOST).isPresent()) {
      hold.whileHeld(() -> workshop.source().release(hold.lease()));
    }
    ended = told ? ending.word() : Ending.word(hold.stopped().orElse(Stop.LOST));
  }
}
