package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueTimesTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void leaseOutlivesOneLostBeat() {
    assertThatNoException().isThrownBy(() -> times(Duration.ofSeconds(6), Duration.ofSeconds(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> times(Duration.ofSeconds(6), Duration.ofMillis(3001)))
        .withMessageContaining("half");
  }

  @Test
  void nothingIsShorterThanTheQueueCanTell() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> times(Duration.ofSeconds(1), Duration.ofNanos(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueTimes(LONG, LONG.dividedBy(2), Duration.ZERO, LONG));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueTimes(LONG, LONG.dividedBy(2), LONG, Duration.ofSeconds(-1)));
  }

  private static QueueTimes times(Duration lease, Duration beat) {
    return new QueueTimes(lease, beat, LONG, LONG);
  }
}
