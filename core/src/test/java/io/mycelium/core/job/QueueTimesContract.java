package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One clockwork for all gateways and all drones of a queue.
public interface QueueTimesContract extends QueueUnderTest {
  QueueTimes SLOW =
      new QueueTimes(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(90),
          Duration.ofDays(2));

  private void passLeaseOf(QueueTimes times) {
    passTime(times.lease().plusSeconds(1));
  }

  @Test
  default void queueThatNobodySetHasTheStandardTimes() {
    submitted(aJob());

    Claimed claimed = source().claim(aDrone("one")).orElseThrow();

    assertThat(queue().times()).isEqualTo(QueueTimes.STANDARD);
    assertThat(claimed.holds()).isEqualTo(QueueTimes.STANDARD.lease());
    assertThat(claimed.beat()).isEqualTo(QueueTimes.STANDARD.beat());
  }

  @Test
  default void timesThatWereSetHoldForEveryClaim() {
    queue().setTimes(SLOW);
    submitted(aJob());

    Claimed claimed = source().claim(aDrone("one")).orElseThrow();
    passLeaseOf(QueueTimes.STANDARD);
    int early = queue().reap();
    passLeaseOf(SLOW);
    int late = queue().reap();

    assertThat(queue().times()).isEqualTo(SLOW);
    assertThat(claimed.holds()).isEqualTo(SLOW.lease());
    assertThat(claimed.beat()).isEqualTo(SLOW.beat());
    assertThat(early).isZero();
    assertThat(late).isEqualTo(1);
  }

  @Test
  default void leaseKeepsTheLengthThatItsDroneWasTold() {
    queue().setTimes(SLOW);
    JobId beaten = submitted(aJob());
    JobId reported = submitted(aJob());
    Lease one = claimed(aDrone("one"));
    Lease two = claimed(aDrone("two"));

    queue().setTimes(QueueTimes.STANDARD);
    source().heartbeat(one);
    source().report(two, new Report(1, Optional.empty(), java.util.List.of()));
    passLeaseOf(QueueTimes.STANDARD);

    assertThat(queue().reap()).isZero();
    assertThat(state(beaten)).isEqualTo(JobState.RUNNING);
    assertThat(state(reported)).isEqualTo(JobState.RUNNING);
  }

  @Test
  default void droneIsToldWhenToAnnounceItselfAgain() {
    queue().setTimes(SLOW);

    Duration pause = source().announce(aDrone("one")).again();
    passTime(pause.multipliedBy(2));

    assertThat(pause).isEqualTo(Duration.ofSeconds(30));
    assertThat(queue().drones()).hasSize(1);
  }

  @Test
  default void droneIsLiveAsLongAsTheQueueSays() {
    queue().setTimes(SLOW);
    source().announce(aDrone("one"));

    passTime(QueueTimes.STANDARD.alive().plusSeconds(1));
    int early = queue().drones().size();
    passTime(SLOW.alive());

    assertThat(early).isEqualTo(1);
    assertThat(queue().drones()).isEmpty();
  }

  @Test
  default void endedJobIsKeptAsLongAsTheQueueSays() {
    queue().setTimes(withRetention(SLOW, Duration.ofHours(2)));
    JobId first = submitted(aJob());
    source().complete(claimed(aDrone("one")), RESULT);
    passTime(Duration.ofHours(1));
    JobId second = submitted(aJob());
    source().complete(claimed(aDrone("one")), RESULT);

    passTime(Duration.ofMinutes(59));
    queue().upkeep();
    assertThat(queue().find(first)).isPresent();

    passTime(Duration.ofMinutes(2));
    queue().upkeep();
    assertThat(queue().find(first)).isEmpty();
    assertThat(queue().find(second)).isPresent();

    queue().setTimes(withRetention(SLOW, Duration.ofMinutes(1)));
    queue().upkeep();
    assertThat(queue().find(second)).isEmpty();
  }

  private static QueueTimes withRetention(QueueTimes times, Duration retention) {
    return new QueueTimes(times.lease(), times.beat(), times.alive(), retention);
  }
}
