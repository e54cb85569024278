package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Jobs that a drone may not do and hands on.
public interface JobElsewhereContract extends QueueUnderTest {
  private void live(Drone... drones) {
    for (Drone drone : drones) {
      source().announce(drone);
    }
  }

  /// Lets time pass in which these stay live, and no other.
  private void passTime(Duration time, Drone... drones) {
    passTime(time);
    live(drones);
  }

  private void handOn(Drone drone) {
    assertThat(source().fail(claimed(drone), FAILURE, Again.ELSEWHERE)).isTrue();
  }

  @Test
  default void jobThatADroneMayNotDoGoesToAnotherThatLives() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    Lease lease = claimed(aDrone("one"));

    assertThat(source().fail(lease, FAILURE, Again.ELSEWHERE)).isTrue();
    assertThat(source().fail(lease, FAILURE, Again.ELSEWHERE)).isTrue();

    assertThat(job(id).state()).isEqualTo(JobState.WAITING);
    assertThat(job(id).lost()).isZero();
    assertThat(job(id).past()).extracting(PastRun::end).containsExactly("elsewhere");
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void jobThatNoDroneMayDoFailsWithTheLastReason() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());

    handOn(aDrone("one"));
    handOn(aDrone("two"));

    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
    assertThat(job(id).failure()).contains(FAILURE);
  }

  @Test
  default void jobThatTheOnlyDroneMayNotDoFailsAtOnce() {
    live(aDrone("one"));
    JobId id = submitted(aJob());

    handOn(aDrone("one"));

    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
  }

  /// As where the other has no free slot for a while.
  @Test
  default void jobDoesNotComeBackWhileAnotherLivesThatHasNotHadIt() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));

    passTime(Duration.ofMinutes(5), aDrone("one"), aDrone("two"));

    assertThat(claimedJob(aDrone("one"))).isEmpty();
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }

  @Test
  default void otherJobsAreTakenPastThoseThatWaitForAnotherDrone() {
    live(aDrone("one"), aDrone("two"));
    for (int i = 0; i < 70; i++) {
      submitted(aJob());
      handOn(aDrone("one"));
    }
    JobId other = submitted(aJob());

    assertThat(claimedJob(aDrone("one"))).contains(other);
  }

  /// So that a drone is asked again that a change of the others leaves alone with it.
  @Test
  default void jobThatNobodyTookForLongIsHandedOnAnew() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));
    passTime(Duration.ofMinutes(11), aDrone("one"), aDrone("two"));

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.WAITING);
    assertThat(claimedJob(aDrone("one"))).isEmpty();
    handOn(aDrone("two"));
    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void jobFailsWhenTheDroneThatItWaitedForIsGone() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));
    passTime(Duration.ofMinutes(1), aDrone("one"));

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void jobIsNotHandedOnToADroneThatCannotServeIt() {
    live(aDrone("one", "gpu"), aDrone("two"));
    JobId id = submitted(aJob().requiring("gpu"));

    handOn(aDrone("one", "gpu"));

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void jobIsNotHandedOnToADroneThatItExcludes() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob().needing("-drn_two"));

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void jobDoesNotWaitForADroneThatTakesNothing() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));
    queue()
        .control(
            new QueueControl(
                new QueueControl.OfDrone(aDrone("two").id()), QueueControl.Mode.QUARANTINED));
    passTime(Duration.ofMinutes(1), aDrone("one"), aDrone("two"));

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void droneThatCameLaterTakesIt() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));

    live(aDrone("three"));

    assertThat(claimedJob(aDrone("three"))).contains(id);
  }

  @Test
  default void eachOfManyDronesHasItOnce() {
    Drone[] drones = new Drone[12];
    for (int i = 0; i < drones.length; i++) {
      drones[i] = aDrone("d" + i);
    }
    live(drones);
    JobId id = submitted(aJob());

    for (int i = 0; i < drones.length; i++) {
      assertThat(state(id)).isEqualTo(JobState.WAITING);
      passTime(Duration.ofSeconds(11), drones);
      for (int had = 0; had < i; had++) {
        assertThat(claimedJob(drones[had])).isEmpty();
      }
      handOn(drones[i]);
    }

    assertThat(state(id)).isEqualTo(JobState.FAILED);
  }

  @Test
  default void everyTryGoesThroughAllDrones() {
    var twice = new Retry(2, Retry.Backoff.FIXED, Duration.ofMinutes(1), Duration.ofMinutes(1));
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob().planned(plan -> plan.retrying(twice)));
    handOn(aDrone("one"));
    handOn(aDrone("two"));
    assertThat(job(id).failures()).isEqualTo(1);
    passTime(Duration.ofMinutes(1));
    queue().promote(Duration.ZERO);
    passTime(Duration.ofSeconds(11), aDrone("one"), aDrone("two"));

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.WAITING);
    passTime(Duration.ofSeconds(11), aDrone("one"), aDrone("two"));
    handOn(aDrone("two"));
    assertThat(state(id)).isEqualTo(JobState.DEAD);
  }

  @Test
  default void jobThatRunsAnewGoesThroughAllDrones() {
    live(aDrone("one"), aDrone("two"));
    JobId id = submitted(aJob());
    handOn(aDrone("one"));
    handOn(aDrone("two"));
    queue().redrive(id);

    handOn(aDrone("one"));

    assertThat(state(id)).isEqualTo(JobState.WAITING);
    assertThat(claimedJob(aDrone("two"))).contains(id);
  }
}
