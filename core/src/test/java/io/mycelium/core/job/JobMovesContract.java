package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.state.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every move of [JobState#LIFECYCLE], and that all others change nothing.
public interface JobMovesContract extends QueueUnderTest {
  LimitName NAME = LimitName.function("checksum");

  static Stream<Lifecycle.Move<JobState, JobState.Move>> everyMove() {
    return Stream.of(JobState.values())
        .flatMap(
            from -> Stream.of(JobState.Move.values()).map(by -> new Lifecycle.Move<>(from, by)));
  }

  @ParameterizedTest
  @MethodSource("io.mycelium.core.job.JobMovesContract#everyMove")
  default void queueMovesJobsAsTheLifecycleSays(Lifecycle.Move<JobState, JobState.Move> move) {
    Subject subject = bring(move.from(), move.by());
    assertThat(state(subject.id())).isEqualTo(move.from());

    attempt(move.by(), subject);

    Optional<JobState> expected = JobState.LIFECYCLE.move(move.from(), move.by());
    assertThat(state(subject.id())).isEqualTo(expected.orElse(move.from()));
  }

  /// A job, and the newest lease that there was on it or could have been.
  record Subject(JobId id, Lease lease) {}

  /// What a job is like that can make a move: only one that will be buried is at its last drone,
  /// only one that may fail more often is tried again.
  private static Plan plan(JobState state, JobState.Move next) {
    boolean last = state == JobState.DEAD || next == JobState.Move.BURY;
    Plan plan = Plan.STANDARD.buriedAfter(last ? 1 : 3);
    var wait = Duration.ofHours(1);
    return switch (next) {
      case RETRY -> plan.retrying(new Retry(3, Retry.Backoff.FIXED, wait, wait));
      case EXPIRE ->
          plan.within(new Deadlines(Optional.of(wait), Optional.of(wait), Optional.empty()));
      case POSTPONE -> state == JobState.HELD ? plan.delayed(wait) : plan;
      default -> plan;
    };
  }

  private Subject bring(JobState state, JobState.Move next) {
    Plan plan = plan(state, next);
    return switch (state) {
      case WAITING -> waiting(submitted(aJob().planned(_ -> plan)));
      case DELAYED -> waiting(submitted(aJob().planned(_ -> plan.delayed(Duration.ofHours(2)))));
      case HELD -> waiting(held(plan));
      case RUNNING, DONE, FAILED, CANCELLED, DEAD -> ran(state, next, plan);
    };
  }

  private static Subject waiting(JobId id) {
    return new Subject(id, new Lease(id, aDrone("one").id(), 1));
  }

  /// Waits for another that an own drone can end.
  private JobId held(Plan plan) {
    JobId child = submitted(aJob().needing("child"));
    var after = new Dependencies(List.of(child), Dependencies.OnFailure.FAIL);
    return submitted(aJob().planned(_ -> plan.after(after)));
  }

  private Subject ran(JobState state, JobState.Move next, Plan plan) {
    boolean exhausted = next == JobState.Move.EXHAUST && state == JobState.RUNNING;
    var once = new Retry(2, Retry.Backoff.FIXED, Duration.ZERO, Duration.ZERO);
    Optional<JobId> needed = next == JobState.Move.AWAIT ? Optional.of(failed()) : Optional.empty();
    Plan own = exhausted ? plan.retrying(once) : plan;
    JobId id =
        submitted(aJob().planned(_ -> needed.map(child -> own.after(anyEnd(child))).orElse(own)));
    var subject = new Subject(id, claimed(aDrone("one")));
    if (exhausted) {
      source().fail(subject.lease(), FAILURE);
      queue().promote(Duration.ZERO);
      return new Subject(id, claimed(aDrone("three")));
    }
    switch (state) {
      case DONE -> source().complete(subject.lease(), RESULT);
      case FAILED -> source().fail(subject.lease(), FAILURE, Again.NEVER);
      case CANCELLED -> attempt(JobState.Move.CANCEL, subject);
      case DEAD -> loseLeases();
      default -> assertThat(state).isEqualTo(JobState.RUNNING);
    }
    needed.ifPresent(queue()::redrive);
    return subject;
  }

  private JobId failed() {
    JobId id = submitted(aJob().needing("child"));
    source().fail(claimed(aDrone("child", "child")), FAILURE, Again.NEVER);
    return id;
  }

  private static Dependencies anyEnd(JobId of) {
    return new Dependencies(List.of(of), Dependencies.OnFailure.GO_ON);
  }

  private void attempt(JobState.Move move, Subject subject) {
    switch (move) {
      case CLAIM -> source().claim(aDrone("two"));
      case HOLD -> reachLimit(new JobLimit(NAME, Optional.of(1), Optional.empty()));
      case POSTPONE -> endChild(subject);
      case FREE -> {
        endChild(subject);
        passTime(Duration.ofHours(3));
        queue().promote(Duration.ZERO);
      }
      case COMPLETE -> source().complete(subject.lease(), RESULT);
      case FAIL -> source().fail(subject.lease(), FAILURE, Again.NEVER);
      case RETRY, EXHAUST -> source().fail(subject.lease(), FAILURE);
      case RELEASE -> source().release(subject.lease());
      case REFUSE -> source().refuse(subject.lease(), FAILURE);
      case REAP, BURY -> loseLeases();
      case CANCEL -> {
        queue().cancel(subject.id(), "no need");
        source().release(subject.lease());
      }
      case EXPIRE -> {
        passTime(Duration.ofHours(1));
        source().heartbeat(subject.lease());
        queue().reap();
      }
      case REDRIVE, AWAIT -> queue().redrive(subject.id());
    }
  }

  /// A drone that comes for the child may get the job itself.
  private void endChild(Subject subject) {
    Optional<Claimed> got = source().claim(aDrone("child", "child"));
    if (got.isPresent()) {
      if (got.get().job().id().equals(subject.id())) {
        source().release(got.get().lease());
      } else {
        source().complete(got.get().lease(), RESULT);
      }
    }
  }

  /// Another job of the same limit runs before this one is asked for.
  private void reachLimit(JobLimit limit) {
    submitted(aJob().ofFunction("other").needing("first"));
    queue().limit(limit);
    submitted(aJob().needing("first").of(JobPriority.HIGH));
    source().claim(aDrone("two", "first"));
    source().claim(aDrone("three"));
  }
}
