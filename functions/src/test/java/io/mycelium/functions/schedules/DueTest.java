package io.mycelium.functions.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.fixture.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of slots at which nothing ran.
class DueTest {
  private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant FIRST = FROM.plusSeconds(600);

  private final MutableClock clock = MutableClock.at(FIRST);

  @ParameterizedTest
  @EnumSource(Misfire.class)
  void whatIsALittleLateRuns(Misfire misfire) {
    clock.advance(Due.GRACE);

    assertThat(Due.of(when(misfire), FIRST, clock.instant())).isEqualTo(new Due.Run());
    assertThat(Due.next(when(misfire), FIRST, clock.instant())).contains(slot(2));
  }

  @Test
  void missedSlotsAreLeftOut() {
    clock.advance(Duration.ofMinutes(35));

    assertThat(Due.of(when(Misfire.SKIP), FIRST, clock.instant()))
        .isEqualTo(new Due.Skip(4, Optional.of(slot(5))));
  }

  @Test
  void aSlotThatHasJustComeIsNotLeftOutWithTheOthers() {
    clock.advance(Duration.ofMinutes(30).plusSeconds(10));

    assertThat(Due.of(when(Misfire.SKIP), FIRST, clock.instant()))
        .isEqualTo(new Due.Skip(3, Optional.of(slot(4))));
  }

  @Test
  void oneRunMakesUpForAll() {
    clock.advance(Duration.ofMinutes(35));

    assertThat(Due.of(when(Misfire.ONCE), FIRST, clock.instant())).isEqualTo(new Due.Run());
    assertThat(Due.standsFor(when(Misfire.ONCE), FIRST, clock.instant())).isEqualTo(4);
    assertThat(Due.next(when(Misfire.ONCE), FIRST, clock.instant())).contains(slot(5));
  }

  @Test
  void eachIsMadeUpFor() {
    clock.advance(Duration.ofMinutes(35));

    assertThat(Due.of(when(Misfire.ALL), FIRST, clock.instant())).isEqualTo(new Due.Run());
    assertThat(Due.standsFor(when(Misfire.ALL), FIRST, clock.instant())).isEqualTo(1);
    assertThat(Due.next(when(Misfire.ALL), FIRST, clock.instant())).contains(slot(2));
  }

  @Test
  void onlyTheNewestAreMadeUpFor() {
    clock.advance(Duration.ofMinutes(10L * 99));

    assertThat(Due.of(when(Misfire.ALL), FIRST, clock.instant()))
        .isEqualTo(new Due.Skip(100 - Due.MOST, Optional.of(slot(101 - Due.MOST))));
    assertThat(Due.of(when(Misfire.ALL), slot(101 - Due.MOST), clock.instant()))
        .isEqualTo(new Due.Run());
  }

  @Test
  void yearsAreNotCountedOneByOne() {
    var seconds =
        new When(
            new Every(Duration.ofSeconds(1)), ZoneOffset.UTC, Misfire.SKIP, FROM, Optional.empty());
    clock.advance(Duration.ofDays(3_650));

    Due due = Due.of(seconds, FIRST, clock.instant());

    assertThat(due)
        .isInstanceOfSatisfying(
            Due.Skip.class,
            skip -> {
              assertThat(skip.slots()).isEqualTo((int) Due.COUNTED.toSeconds() + 1);
              assertThat(skip.next()).contains(clock.instant().minus(Due.GRACE));
            });
  }

  @Test
  void afterTheEndThereIsNothingToGoOnWith() {
    var ending =
        new When(
            new Every(Duration.ofMinutes(10)),
            ZoneOffset.UTC,
            Misfire.SKIP,
            FROM,
            Optional.of(slot(2)));
    clock.advance(Duration.ofHours(1));

    assertThat(ending.after(FIRST)).contains(slot(2));
    assertThat(ending.after(slot(2))).isEmpty();
    assertThat(Due.of(ending, FIRST, clock.instant())).isEqualTo(new Due.Skip(2, Optional.empty()));
  }

  private static When when(Misfire misfire) {
    return new When(
        new Every(Duration.ofMinutes(10)), ZoneOffset.UTC, misfire, FROM, Optional.empty());
  }

  /// @param number from 1
  private static Instant slot(int number) {
    return FROM.plus(Duration.ofMinutes(10L * number));
  }
}
