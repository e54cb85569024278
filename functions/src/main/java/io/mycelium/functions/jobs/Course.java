package io.mycelium.functions.jobs;

import io.mycelium.core.job.JobFailure;
import io.mycelium.core.job.JobProgress;
import io.mycelium.core.job.JobResult;
import io.mycelium.core.job.JobState;
import java.time.Instant;
import java.util.Optional;

/// How far a job has come, as far as the workspace was told.
///
/// @param fence of the last claim that was told; 0 before the first
/// @param drone name of the one that has it, or had it last
/// @param logPlace up to where the log was told; empty at its start
/// @param toldAt when progress was told last
public record Course(
    JobState state,
    long fence,
    Optional<String> drone,
    Optional<JobProgress> progress,
    String logPlace,
    Optional<Instant> toldAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<JobResult> result,
    Optional<JobFailure> failure) {

  static final Course START =
      new Course(
          JobState.WAITING,
          0,
          Optional.empty(),
          Optional.empty(),
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  Course started(long claim, Optional<String> by, Instant at) {
    return new Course(
        JobState.RUNNING,
        claim,
        by,
        Optional.empty(),
        logPlace,
        toldAt,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Course requeued() {
    return waiting(drone);
  }

  /// Lets it begin anew after its end.
  Course redriven() {
    return waiting(Optional.empty());
  }

  private Course waiting(Optional<String> by) {
    return new Course(
        JobState.WAITING,
        fence,
        by,
        Optional.empty(),
        logPlace,
        toldAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Course told(Optional<JobProgress> latest, String place, Instant at) {
    return new Course(
        state,
        fence,
        drone,
        latest.or(() -> progress),
        place,
        Optional.of(at),
        startedAt,
        endedAt,
        result,
        failure);
  }

  Course ended(End end) {
    return new Course(
        end.state(),
        fence,
        drone,
        progress,
        logPlace,
        toldAt,
        startedAt,
        Optional.of(end.at()),
        end.result(),
        end.failure());
  }

  /// How a job ended.
  record End(
      JobState state, Instant at, Optional<JobResult> result, Optional<JobFailure> failure) {}
}
