package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroneTest {
  /// What a machine keeps is never free, so a job that asked for it would wait for ever.
  @Test
  void memoryThatTheMachineKeepsIsNotOffered() {
    Drone drone = aDrone("one");

    assertThat(drone.memoryBytes()).isEqualTo(4L << 30);
    assertThat(drone.ability().amount(Resource.RAM)).isEqualTo((4L << 30) - (256L << 20));
    assertThat(Misfit.of(Requirements.parse("ram>=2g"), List.of(drone), List.of())).isEmpty();
    assertThat(Misfit.of(Requirements.parse("ram>=4g"), List.of(drone), List.of()).orElseThrow())
        .startsWith("needs ram>=4g");
  }

  @ParameterizedTest
  @CsvSource({"1, 256", "16, 1024", "64, 2048"})
  void machineKeepsASixteenthWithinLimits(long gibibytes, long mebibytes) {
    assertThat(Drone.keptOf(gibibytes << 30)).isEqualTo(mebibytes << 20);
  }
}
