package io.mycelium.core.job;

import static io.mycelium.core.job.DroneBuilder.aDrone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// When what a drone says of itself is as good as what it said before.
class DroneLikenessTest {
  private static Drone having(long freeMemory, Optional<String> away, List<Gpu> cards) {
    var free = new TreeMap<>(Map.of(Resource.RAM, freeMemory));
    return DroneBuilder.with(
        aDrone("one"), new Equipment(cards, List.of(), Optional.empty(), free, away, List.of()));
  }

  private static Drone free(long memory) {
    return having(memory, Optional.empty(), List.of());
  }

  private static Drone card(long free, int celsius) {
    var card = new Gpu("0", "Some", 8L << 30, free, Optional.of(1), Optional.of(celsius));
    return having(1L << 30, Optional.empty(), List.of(card));
  }

  @Test
  void whatMovesALittleIsAlike() {
    assertThat(free(1_000).isLike(free(1_100))).isTrue();
    assertThat(free(1_100).isLike(free(1_000))).isTrue();
    assertThat(card(100, 40).isLike(card(200, 70))).isTrue();
  }

  @Test
  void whatJobsDependOnIsNot() {
    Drone drone = aDrone("one");

    assertThat(free(1_000).isLike(free(2_000))).isFalse();
    assertThat(free(2_000).isLike(free(1_000))).isFalse();
    assertThat(free(1_000).isLike(drone)).isFalse();
    assertThat(drone.isLike(aDrone("one", "gpu"))).isFalse();
    assertThat(drone.isLike(drone.known("other", Set.of()))).isFalse();
  }

  @Test
  void whyItTakesNoJobIsNot() {
    assertThat(free(1_000).isLike(having(1_000, Optional.of("in use"), List.of()))).isFalse();
    assertThat(card(100, 40).isLike(having(1L << 30, Optional.empty(), List.of()))).isFalse();
  }
}
