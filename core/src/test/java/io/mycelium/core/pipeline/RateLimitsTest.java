package io.mycelium.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final RateLimits limits = new RateLimits(3, 2, now::get);

  @Test
  void allowsABurstAndThenSaysHowLongToWait() {
    for (int i = 0; i < 3; i++) {
      assertThat(limits.take("ada")).isEmpty();
    }

    assertThat(limits.take("ada")).contains(Duration.ofMillis(500));
    assertThat(limits.take("bob")).isEmpty();
  }

  @Test
  void fillsUpAtTheRateAndNoHigherThanTheBurst() {
    for (int i = 0; i < 3; i++) {
      limits.take("ada");
    }

    now.set(Instant.EPOCH.plusMillis(500));
    assertThat(limits.take("ada")).isEmpty();
    assertThat(limits.take("ada")).isPresent();

    now.set(Instant.EPOCH.plus(Duration.ofHours(1)));
    for (int i = 0; i < 3; i++) {
      assertThat(limits.take("ada")).isEmpty();
    }
    assertThat(limits.take("ada")).isPresent();
  }

  @Test
  void aClockThatIsSetBackTakesNothingAway() {
    limits.take("ada");

    now.set(Instant.EPOCH.minus(Duration.ofHours(1)));

    assertThat(limits.take("ada")).isEmpty();
    assertThat(limits.take("ada")).isEmpty();
    assertThat(limits.take("ada")).contains(Duration.ofMillis(500));
  }
}
