package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mycelium.core.fixture.MutableClock;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.peer.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class RedisPresenceTest {
  private static final PeerId ADA = new PeerId("peer_ada");
  private static final PeerId BOB = new PeerId("peer_bob");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  @Parameter TestStore redis;

  private final MutableClock clock = MutableClock.at(NOON.toString());

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private Presence presence() {
    return redis.workspace(clock).presence();
  }

  @Test
  void whoWasHereLastWasHereThen() {
    presence().here(List.of(ADA, BOB));
    clock.advance(Duration.ofSeconds(15));
    presence().here(Set.of(BOB));

    assertThat(presence().lastHere())
        .containsOnly(entry(ADA, NOON), entry(BOB, NOON.plusSeconds(15)));
  }

  @Test
  void nobodyIsHereWhenNobodySaidSo() {
    presence().here(List.of());

    assertThat(presence().lastHere()).isEmpty();
  }

  @Test
  void aClockThatIsBehindTakesNobodyBack() {
    presence().here(List.of(ADA));
    clock.advance(Duration.ofSeconds(-20));

    presence().here(List.of(ADA));

    assertThat(presence().lastHere()).containsOnly(entry(ADA, NOON));
  }

  @Test
  void aSignOfPresenceHoldsForAWhile() {
    assertThat(Presence.holds(NOON, NOON.plus(Presence.HOLDS).minusMillis(1))).isTrue();
    assertThat(Presence.holds(NOON, NOON.plus(Presence.HOLDS))).isFalse();
    assertThat(Presence.holds(NOON.plusSeconds(5), NOON)).as("by a clock that is ahead").isTrue();
  }
}
