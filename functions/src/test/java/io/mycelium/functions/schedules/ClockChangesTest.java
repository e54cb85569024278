package io.mycelium.functions.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens when clocks are put forward or back. In Berlin, 02:00 to 03:00 is left out on 29
/// March 2026 (01:00 UTC), and comes twice on 25 October (from 00:00 UTC to 02:00 UTC).
class ClockChangesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// From midnight of the day on, by the clocks of Berlin.
  private static final String SPRING = "2026-03-28T22:59:59Z";

  private static final String AUTUMN = "2026-10-24T21:59:59Z";

  @Test
  void timeThatIsLeftOutComesWhenTheClocksArePutForward() {
    assertThat(RhythmTest.slots("30 2 * * *", SPRING, BERLIN, 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void timesThatAreLeftOutComeTogetherOnce() {
    assertThat(RhythmTest.slots("0,20,40 2,3 * * *", SPRING, BERLIN, 4))
        .as("02:00, 02:20, 02:40 and 03:00 are one moment")
        .containsExactly(
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:20:00Z",
            "2026-03-29T01:40:00Z",
            "2026-03-30T00:00:00Z");
  }

  @Test
  void timeBesideTheGapStaysWhereItIs() {
    assertThat(RhythmTest.slots("59 1 * * *", SPRING, BERLIN, 2))
        .containsExactly("2026-03-29T00:59:00Z", "2026-03-29T23:59:00Z");
    assertThat(RhythmTest.slots("0 3 * * *", SPRING, BERLIN, 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
  }

  @Test
  void timeThatComesTwiceIsTakenTheFirstTime() {
    assertThat(RhythmTest.slots("30 2 * * *", AUTUMN, BERLIN, 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(RhythmTest.slots("0 2 * * *", AUTUMN, BERLIN, 2))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z");
    assertThat(RhythmTest.slots("0 3 * * *", AUTUMN, BERLIN, 2))
        .containsExactly("2026-10-25T02:00:00Z", "2026-10-26T02:00:00Z");
  }

  @Test
  void nothingIsTakenAgainInTheSecondHour() {
    assertThat(RhythmTest.slots("*/30 1-3 * * *", AUTUMN, BERLIN, 7))
        .containsExactly(
            "2026-10-24T23:00:00Z",
            "2026-10-24T23:30:00Z",
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z",
            "2026-10-26T00:00:00Z");
  }

  @Test
  void nothingIsTakenAgainForWhoAsksWithinTheSecondHour() {
    assertThat(RhythmTest.slots("30 2 * * *", "2026-10-25T01:10:00Z", BERLIN, 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void everyHourGoesOnEvenlyInSpring() {
    assertThat(RhythmTest.slots("*/30 * * * *", "2026-03-29T00:00:00Z", BERLIN, 4))
        .containsExactly(
            "2026-03-29T00:30:00Z",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:30:00Z",
            "2026-03-29T02:00:00Z");
    assertThat(RhythmTest.slots("15 * * * *", "2026-03-29T00:00:00Z", BERLIN, 3))
        .containsExactly("2026-03-29T00:15:00Z", "2026-03-29T01:15:00Z", "2026-03-29T02:15:00Z");
  }

  @Test
  void everyHourGoesOnEvenlyInAutumn() {
    assertThat(RhythmTest.slots("@hourly", "2026-10-24T23:30:00Z", BERLIN, 4))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T03:00:00Z");
  }

  /// A whole day that is left out, half an hour, and a change at midnight.
  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia, 0 9 * * *, 2011-12-29T12:00:00Z, 2011-12-29T19:00:00Z, 2011-12-30T10:00:00Z",
    "Australia/Lord_Howe, 15 2 * * *, 2026-10-03T00:00:00Z, 2026-10-03T15:30:00Z, 2026-10-04T15:15:00Z",
    "America/Havana, 0 0 * * *, 2026-03-07T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z"
  })
  void oddChangesAreChangesLikeOthers(
      String zone, String text, String after, String first, String second) {
    assertThat(RhythmTest.slots(text, after, ZoneId.of(zone), 2)).containsExactly(first, second);
  }

  /// A daily time happens 365 times a year whatever the clocks do, and an hourly one 8,760 times
  /// where they are changed by hours.
  @ParameterizedTest
  @CsvSource({
    "30 2 * * *, 365, Europe/Berlin America/New_York Australia/Lord_Howe UTC",
    "0 0 * * *, 365, Europe/Berlin America/New_York Australia/Lord_Howe UTC",
    "0 3 * * *, 365, Europe/Berlin America/New_York Australia/Lord_Howe UTC",
    "17 * * * *, 8760, Europe/Berlin America/New_York UTC"
  })
  void aYearHasAllItsSlots(String text, int slots, String zones) {
    for (String zone : zones.split(" ")) {
      assertThat(year(text, ZoneId.of(zone)))
          .as(zone)
          .hasSize(slots)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private static List<Instant> year(String text, ZoneId zone) {
    Rhythm rhythm = Rhythm.parse(text);
    Instant begin = Instant.parse("2026-01-01T12:05:00Z");
    Instant end = Instant.parse("2027-01-01T12:05:00Z");
    List<Instant> slots = new ArrayList<>();
    Instant at = rhythm.after(begin, zone, begin).orElseThrow();
    while (at.isBefore(end)) {
      slots.add(at);
      at = rhythm.after(at, zone, begin).orElseThrow();
    }
    return slots;
  }
}
