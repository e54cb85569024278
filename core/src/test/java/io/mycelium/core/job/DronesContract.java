package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Who lives.
public interface DronesContract extends QueueUnderTest {
  @Test
  default void announcedDroneIsLive() {
    Drone drone = aDrone("one", "gpu", "linux");

    source().announce(drone);

    assertThat(queue().drones())
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("seenAt")
        .isEqualTo(drone);
    assertThat(queue().drone(drone.id()).orElseThrow().seenAt()).isAfter(drone.seenAt());
  }

  @Test
  default void silentDroneIsNotLiveButStillKnown() {
    Drone drone = aDrone("one");
    source().announce(drone);

    passTime(times().alive().plusSeconds(1));

    assertThat(queue().drones()).isEmpty();
    assertThat(queue().drone(drone.id())).map(Drone::name).contains("one");
  }

  @Test
  default void droneThatIsHeardOfStaysLive() {
    source().announce(aDrone("one"));
    passTime(times().alive().dividedBy(2).plusMillis(100));

    source().announce(aDrone("one"));
    passTime(times().alive().dividedBy(2).plusMillis(100));

    assertThat(queue().drones()).hasSize(1);
  }

  @Test
  default void droneThatIsNotLiveAnyMoreIsKnown() {
    source().announce(aDrone("one"));
    passTime(times().alive().plusMillis(100));
    source().announce(aDrone("two"));

    assertThat(queue().drones()).extracting(Drone::name).containsExactly("two");
    assertThat(queue().knownDrones()).extracting(Drone::name).containsExactly("two", "one");
  }

  @Test
  default void drainedDroneIsToldSoUntilItLeaves() {
    Drone drone = aDrone("one");
    var one = new QueueControl.OfDrone(drone.id());
    boolean before = source().announce(drone).drained();
    queue().control(new QueueControl(one, QueueControl.Mode.DRAINING));
    boolean drained = source().announce(drone).drained();
    boolean other = source().announce(aDrone("two")).drained();

    source().leave(drone.id());

    assertThat(before).isFalse();
    assertThat(drained).isTrue();
    assertThat(other).isFalse();
    assertThat(queue().controls()).isEmpty();
    assertThat(source().announce(drone).drained()).isFalse();
  }

  @Test
  default void pauseOfADroneOutlastsItsLeave() {
    Drone drone = aDrone("one");
    var one = new QueueControl.OfDrone(drone.id());
    queue().control(new QueueControl(one, QueueControl.Mode.PAUSED));

    boolean drained = source().announce(drone).drained();
    source().leave(drone.id());

    assertThat(drained).isFalse();
    assertThat(queue().controls()).containsExactly(new QueueControl(one, QueueControl.Mode.PAUSED));
    assertThat(queue().drones()).isEmpty();
    assertThat(queue().drone(drone.id())).isPresent();
    queue().reap();
    assertThat(queue().controls()).hasSize(1);
  }

  @Test
  default void droneThatLeavesIsGoneAtOnce() {
    source().announce(aDrone("one"));
    source().announce(aDrone("two"));

    source().leave(aDrone("one").id());

    assertThat(queue().drones()).extracting(Drone::name).containsExactly("two");
    assertThat(queue().drone(aDrone("one").id())).isEmpty();
  }
}
