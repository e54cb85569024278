package io.mycelium.functions.drones;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void whatADroneCannotEnforceIsNamed() {
    Set<String> tags = Set.of("linux", "limits:prlimit", "network:allow-list");

    assertThat(Limits.kept(tags)).isEqualTo("prlimit");
    assertThat(Limits.missing(tags))
        .isEqualTo(
            "the memory of a job as a whole (each process has the limit); a number of processors");
  }

  @Test
  void droneThatCanAllSaysSo() {
    Set<String> tags =
        Set.of("limits:cgroup1", "limits:cpus", "limits:memory", "network:allow-list");

    assertThat(Limits.kept(tags)).isEqualTo("cgroup1");
    assertThat(Limits.missing(tags)).isEqualTo("nothing is missing");
  }

  @Test
  void droneThatTellsNothingIsNotTrustedWithAnything() {
    assertThat(Limits.kept(Set.of("linux"))).isEqualTo("not told");
    assertThat(Limits.missing(Set.of("linux"))).contains("memory", "processors", "hosts");
  }
}
