package io.mycelium.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("task create", "task list", "task start", "approval grant", "say");

  @ParameterizedTest
  @CsvSource({
    "tsak list,task list",
    "task craete,task create",
    "aproval grant,approval grant",
    "sya,say",
    "task st,task start"
  })
  void findsWhatWasMeant(String given, String meant) {
    assertThat(Nearest.to(given, KNOWN)).first().isEqualTo(meant);
  }

  @Test
  void offersNothingForSomethingElse() {
    assertThat(Nearest.to("deploy production", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("x".repeat(100_000), KNOWN)).isEmpty();
  }

  @Test
  void offersAtMostThree() {
    assertThat(Nearest.to("task", List.of("task a", "task b", "task c", "task d"))).hasSize(3);
  }

  @Test
  void swappingNeighboursIsOneSlip() {
    assertThat(Nearest.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
