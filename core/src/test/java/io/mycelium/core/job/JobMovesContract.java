package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import io.mycelium.core.state.Lifecycle;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every move of [JobState#LIFECYCLE], and that all others change nothing.
public interface JobMovesContract extends QueueUnderTest {
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

  /// A job in a state, to be moved from there. Only a job that will be buried is at its last drone.
  private Subject bring(JobState state, JobState.Move next) {
    boolean last = state == JobState.DEAD || next == JobState.Move.BURY;
    JobId id = submitted(aJob().buriedAfter(last ? 1 : 3));
    if (state == JobState.WAITING) {
      return new Subject(id, new Lease(id, aDrone("one").id(), 1));
    }
    var subject = new Subject(id, claimed(aDrone("one")));
    switch (state) {
      case WAITING, RUNNING -> {}
      case DONE -> source().complete(subject.lease(), RESULT);
      case FAILED -> source().fail(subject.lease(), FAILURE);
      case CANCELLED -> attempt(JobState.Move.CANCEL, subject);
      case DEAD -> loseLeases();
    }
    return subject;
  }

  private void attempt(JobState.Move move, Subject subject) {
    switch (move) {
      case CLAIM -> source().claim(aDrone("two"));
      case COMPLETE -> source().complete(subject.lease(), RESULT);
      case FAIL -> source().fail(subject.lease(), FAILURE);
      case RELEASE -> source().release(subject.lease());
      case REAP, BURY -> loseLeases();
      case CANCEL -> {
        queue().cancel(subject.id(), "no need");
        source().release(subject.lease());
      }
    }
  }
}
