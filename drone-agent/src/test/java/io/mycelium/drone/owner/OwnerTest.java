package io.mycelium.drone.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.core.job.Hours;
import io.mycelium.drone.owner.OwnerPolicy.Leave;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class OwnerTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
  private final AtomicReference<Use> use = new AtomicReference<>(new Use.NoSign());

  @Test
  void machineIsLentInItsHoursOnly() {
    Owner owner = owner(Optional.of(Hours.parse("20:00-07:00")), Optional.empty());
    assertThat(owner.away()).contains("only between 20:00 and 07:00");

    clock.set(Instant.parse("2026-05-04T20:00:00Z"));

    assertThat(owner.away()).isEmpty();
  }

  @Test
  void machineIsLentWhenNobodyUsesItForAWhile() {
    Owner owner = owner(Optional.empty(), Optional.of(Duration.ofMinutes(5)));
    assertThat(owner.away()).contains("only when not used for 5 min");

    clock.set(NOON.plusSeconds(300));
    assertThat(owner.away()).isEmpty();

    use.set(new Use.Now());
    await().atMost(10, TimeUnit.SECONDS).until(() -> owner.away().isPresent());
  }

  @Test
  void machineOnWhichNothingCanBeSeenIsNotLent() {
    use.set(new Use.Unknown());
    Owner owner = owner(Optional.empty(), Optional.of(Duration.ofMinutes(5)));
    clock.set(NOON.plusSeconds(3600));

    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() ->
            owner.away().filter(why -> why.contains("cannot be seen on this system")).isPresent());
  }

  @Test
  void ownerWithoutAPolicyAlwaysLends() {
    Owner owner = owner(Optional.empty(), Optional.empty());

    assertThat(owner.away()).isEmpty();
    assertThat(owner.takesBack()).isFalse();
  }

  private Owner owner(Optional<Hours> only, Optional<Duration> idle) {
    return new Owner(
        new OwnerPolicy(only, idle, Leave.FINISH),
        clock::get,
        ZoneOffset.UTC,
        Optional.of(new Presence(List.of(use::get), clock::get, Duration.ZERO)));
  }
}
