package io.mycelium.functions.jobs;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.Job;
import io.mycelium.core.job.JobSpec;
import io.mycelium.core.job.JobState;
import io.mycelium.core.job.Misfit;
import io.mycelium.core.job.PastRun;
import io.mycelium.core.job.QueueControl;
import io.mycelium.core.reply.Times;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a job stands as the queue has it, which knows more of one that has not begun than the
/// workspace was told.
///
/// @param why what keeps it from beginning; empty when it only waits for its turn
/// @param job as the queue has it; of a job that has begun or ended it is not asked for
record Standing(JobState state, String why, Optional<Job> job) {

  static Standing of(Stored<JobRecord> stored, QueueLook queue) {
    JobState told = stored.state().course().state();
    if (told.ended() || told == JobState.RUNNING) {
      return new Standing(told, "", Optional.empty());
    }
    Optional<Job> job = queue.job(stored.id());
    return switch (job.map(Job::state).orElse(JobState.WAITING)) {
      case DELAYED -> new Standing(JobState.DELAYED, delayed(job.orElseThrow()), job);
      case HELD -> new Standing(JobState.HELD, held(job.orElseThrow(), queue), job);
      // What it began or ended with is still on its way to the workspace.
      case RUNNING, DONE, FAILED, CANCELLED, DEAD -> new Standing(JobState.WAITING, "", job);
      case WAITING ->
          new Standing(JobState.WAITING, waiting(stored.state(), job, queue).orElse(""), job);
    };
  }

  /// One word for people: the state, or `cancelling`.
  String word(JobRecord job) {
    return job.cancel().isPresent() && !state.ended() ? job.word() : state.word();
  }

  private static Optional<String> waiting(JobRecord job, Optional<Job> queued, QueueLook queue) {
    Optional<String> stopped =
        stopped(queued, queue.controls())
            .or(() -> queued.isEmpty() ? outside(job, queue) : Optional.empty());
    if (stopped.isPresent()) {
      return stopped;
    }
    List<Drone> live = queue.live();
    if (live.isEmpty()) {
      return Optional.of("No drone is live that could run it; `./mycelium drone` starts one.");
    }
    Optional<String> containment =
        job.asked().trusted()
            ? Optional.empty()
            : Containment.missing(Set.of(JobSpec.CONTAINED), live);
    return containment.or(() ->
        queued
            .flatMap(found -> Misfit.of(found.spec().asked(), live, queue.controls()))
            .map("No live drone can run it: %s."::formatted)
            .or(() -> queued.flatMap(Standing::setback))
            .or(queue::limited));
  }

  /// What went wrong with the drone that had it last.
  private static Optional<String> setback(Job job) {
    if (job.past().isEmpty()) {
      return Optional.empty();
    }
    PastRun past = job.past().getLast();
    return switch (past.end()) {
      case "release" -> last(job).map("The last drone gave it back: %s"::formatted);
      case "elsewhere" ->
          last(job).map("It waits for another drone; the last one said: %s"::formatted);
      case PastRun.LOST ->
          Optional.of(
              "The last drone was %s; another one takes it."
                  .formatted(past.code().equals(PastRun.REVOKED) ? "revoked" : "lost"));
      default -> Optional.empty();
    };
  }

  /// Whether somebody paused what it waits in. What is drained takes it, if it is in already.
  private static Optional<String> stopped(Optional<Job> queued, List<QueueControl> controls) {
    return controls.stream()
        .filter(control -> holds(control, queued))
        .findFirst()
        .map(control ->
            control.mode() == QueueControl.Mode.PAUSED
                ? "The queue is paused for it; an operator's 'queue resume' lets it start."
                : "The queue is drained and takes no jobs; an operator's 'queue resume' lets it in.");
  }

  /// What keeps a job out of the queue, which does not have it yet, nor says what it would ask for.
  private static Optional<String> outside(JobRecord job, QueueLook queue) {
    boolean drained =
        queue.controls().stream()
            .anyMatch(c ->
                c.mode() == QueueControl.Mode.DRAINING
                    && c.target() instanceof QueueControl.OfClass);
    return drained
        ? Optional.of(
            "A part of the queue is drained and takes no jobs ('queue show'); 'queue resume' lets them in.")
        : queue.full(job.asked().room()).map(FullQueue::waiting);
  }

  private static boolean holds(QueueControl control, Optional<Job> queued) {
    boolean covers =
        switch (control.target()) {
          case QueueControl.Whole() -> true;
          case QueueControl.OfClass(var some) ->
              queued.filter(job -> job.spec().jobClass().equals(some)).isPresent();
          case QueueControl.OfDrone _ -> false;
        };
    return covers
        && (control.mode() == QueueControl.Mode.PAUSED
            || (control.mode() == QueueControl.Mode.DRAINING && queued.isEmpty()));
  }

  private static String held(Job job, QueueLook queue) {
    String others = queue.awaited(job);
    return others.isEmpty()
        ? job.why().orElse("It waits for other jobs, or for a limit.")
        : "It waits for %s to end.".formatted(others);
  }

  private static String delayed(Job job) {
    String due = job.due().map(Times::said).orElse("later");
    if (job.failures() == 0) {
      return "It starts %s at the earliest.%s"
          .formatted(due, job.why().map(why -> " " + why).orElse(""));
    }
    return "Try %d of %d comes %s at the earliest.%s"
        .formatted(
            job.failures() + 1,
            job.spec().plan().retry().attempts(),
            due,
            last(job).map(message -> " The last one failed: " + message).orElse(""));
  }

  private static Optional<String> last(Job job) {
    return job.past().isEmpty()
        ? Optional.empty()
        : job.past().getLast().message().lines().findFirst();
  }
}
