package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static io.mycelium.core.job.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.id.JobId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How results are brought, and the next jobs taken, by one call.
public interface JobTurnContract extends QueueUnderTest {
  private Turn turn(Drone drone, int max, Lease... ended) {
    return source()
        .turn(Stream.of(ended).map(lease -> new Completion(lease, RESULT)).toList(), drone, max);
  }

  private static List<JobId> next(Turn turn) {
    return turn.next().stream().map(claimed -> claimed.job().id()).toList();
  }

  @Test
  default void turnEndsAJobAndTakesTheNext() {
    Drone drone = aDrone("one");
    JobId first = submitted(aJob());
    JobId second = submitted(aJob());
    Lease lease = claimed(drone);

    Turn turn = turn(drone, 1, lease);

    assertThat(turn.accepted()).containsExactly(true);
    assertThat(next(turn)).containsExactly(second);
    assertThat(job(first).state()).isEqualTo(JobState.DONE);
    assertThat(job(first).result()).contains(RESULT);
    assertThat(job(second).state()).isEqualTo(JobState.RUNNING);
    assertThat(turn.next().getFirst().lease().drone()).isEqualTo(drone.id());
    assertThat(owedKinds()).contains("job.ended", "job.started");
  }

  @Test
  default void turnOfManyEndsAndTakesMany() {
    Drone drone = aDrone("one");
    for (int i = 0; i < 5; i++) {
      submitted(aJob());
    }
    Lease[] leases = source().claim(drone, 2).stream().map(Claimed::lease).toArray(Lease[]::new);

    Turn turn = turn(drone, 8, leases);

    assertThat(turn.accepted()).containsExactly(true, true);
    assertThat(turn.next()).hasSize(3);
  }

  @Test
  default void turnWithoutAnyOtherJobEndsTheOne() {
    Drone drone = aDrone("one");
    JobId only = submitted(aJob());

    Turn turn = turn(drone, 1, claimed(drone));

    assertThat(turn).isEqualTo(new Turn(List.of(true), List.of()));
    assertThat(state(only)).isEqualTo(JobState.DONE);
  }

  @Test
  default void turnTakesAJobThatItsOwnResultSetsFree() {
    Drone drone = aDrone("one");
    JobId child = submitted(aJob());
    JobId parent =
        submitted(
            aJob()
                .planned(plan ->
                    plan.after(new Dependencies(List.of(child), Dependencies.OnFailure.FAIL))));

    Turn turn = turn(drone, 1, claimed(drone));

    assertThat(next(turn)).containsExactly(parent);
    assertThat(turn.next().getFirst().inputs()).extracting(JobInput::job).containsExactly(child);
  }

  @Test
  default void lateResultOfATurnIsRefusedAndTheDroneGoesOn() {
    Drone drone = aDrone("one");
    JobId lost = submitted(aJob());
    Lease late = claimed(drone);
    loseLeases();
    Lease current = claimed(aDrone("two"));
    JobId other = submitted(aJob());

    Turn turn = turn(drone, 1, late);

    assertThat(turn.accepted()).containsExactly(false);
    assertThat(next(turn)).containsExactly(other);
    assertThat(state(lost)).isEqualTo(JobState.RUNNING);
    assertThat(source().complete(current, RESULT)).isTrue();
  }

  @Test
  default void resultOfATurnThatIsToldAgainIsAcceptedAgain() {
    Drone drone = aDrone("one");
    submitted(aJob());
    Lease lease = claimed(drone);
    turn(drone, 1, lease);
    JobId later = submitted(aJob());

    Turn again = turn(drone, 1, lease);

    assertThat(again.accepted()).containsExactly(true);
    assertThat(next(again)).containsExactly(later);
  }

  @Test
  default void turnOfADrainedDroneTakesNothing() {
    Drone drone = aDrone("one");
    source().announce(drone);
    submitted(aJob());
    submitted(aJob());
    Lease lease = claimed(drone);
    queue()
        .control(
            new QueueControl(new QueueControl.OfDrone(drone.id()), QueueControl.Mode.DRAINING));

    assertThat(turn(drone, 1, lease)).isEqualTo(new Turn(List.of(true), List.of()));
  }
}
