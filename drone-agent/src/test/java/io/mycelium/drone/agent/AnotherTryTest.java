package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.job.Again;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnotherTryTest {
  private static Again said(int code, String reply) {
    return AnotherTry.of(code, Optional.of(Json.parse(reply)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 77, 78})
  void codesThatSayItIsInVainEndTheTries(int code) {
    assertThat(AnotherTry.of(code, Optional.empty())).isEqualTo(Again.NEVER);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 75, 137})
  void otherCodesLeaveItToThePlan(int code) {
    assertThat(AnotherTry.of(code, Optional.empty())).isEqualTo(Again.AS_PLANNED);
  }

  @Test
  void replyGoesBeforeTheCode() {
    assertThat(said(1, "{\"retry\": false}")).isEqualTo(Again.NEVER);
    assertThat(said(65, "{\"retry\": true}")).isEqualTo(Again.AS_PLANNED);
    assertThat(said(65, "{\"retryAfter\": \"30s\"}"))
        .isEqualTo(Again.after(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({"30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "999d,PT720H"})
  void timesHaveAUnitAndABound(String text, Duration time) {
    assertThat(AnotherTry.snooze(Json.parse("{\"snooze\": \"%s\"}".formatted(text))))
        .contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"snooze\": 5}", "{\"snooze\": \"soon\"}", "{\"snooze\": \"-1s\"}"})
  void whatIsNoTimeSaysNothing(String reply) {
    assertThat(AnotherTry.snooze(Json.parse(reply))).isEmpty();
  }
}
