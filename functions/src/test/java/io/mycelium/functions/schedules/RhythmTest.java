package io.mycelium.functions.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycelium.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which words are a rhythm, and what its slots are.
class RhythmTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "every 90s, PT90S, every 90s",
    "every 60s, PT1M, every 1m",
    "every 15m, PT15M, every 15m",
    "EVERY  15 minutes, PT15M, every 15m",
    "every 2h, PT2H, every 2h",
    "every 7 days, PT168H, every 7d"
  })
  void readsATimeThatPasses(String text, Duration time, String shown) {
    Rhythm rhythm = Rhythm.parse(text);

    assertThat(rhythm).isEqualTo(new Every(time));
    assertThat(rhythm.text()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"every 15m", "0 9 * * 1-5", "*/20 8-18 * jan,jul mon-fri", "@weekly"})
  void isKeptAsItsWords(String text) {
    Rhythm read = Json.read(Json.write(Rhythm.parse(text)), Rhythm.class);

    assertThat(read.text()).isEqualTo(text);
    assertThat(Json.write(read)).isEqualTo("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "61 * * * *; The minute cannot be '61': value 61 not in range [0, 59].",
        "* 25 * * *; The hour cannot be '25': value 25 not in range [0, 23].",
        "* * 0 * *; The day of the month cannot be '0': value 0 not in range [1, 31].",
        "* * * smarch *; The month cannot be 'smarch': it takes numbers, '*', ranges, lists and steps.",
        "* * * * 8; The day of the week cannot be '8': value 8 not in range [0, 7].",
        "0 22-2 * * *; The hour cannot be '22-2': invalid range! [22,2].",
        "*/0 * * * *; The minute cannot be '*/0': period 0 not in range [0, 59].",
        "0 9 * *; '0 9 * *' has 4 fields; cron has five: minute, hour, day of the month",
        "tomorrow; 'tomorrow' has 1 field; cron has five",
        "0 0 9 * * 1; '0 0 9 * * 1' has 6 fields",
        "@noon; '@noon' is no name of a time; there are @annually, @daily, @hourly",
        "every; 'every' stands in quotes with a time behind it",
        "every day; 'every' stands in quotes with a time behind it",
        "every 0s; longer than nothing",
        "every 400d; no longer than 366 days"
      })
  void saysWhatIsWrongAndShowsAnExample(String text, String sentence) {
    assertThatThrownBy(() -> Rhythm.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("'every 15m'");
  }

  @Test
  void timeThatPassesGoesOnFromWhereItBegan() {
    Rhythm rhythm = Rhythm.parse("every 15m");

    assertThat(rhythm.after(FROM, BERLIN, FROM)).contains(FROM.plusSeconds(900));
    assertThat(rhythm.after(FROM.plusSeconds(899), BERLIN, FROM)).contains(FROM.plusSeconds(900));
    assertThat(rhythm.after(FROM.plusSeconds(900), BERLIN, FROM)).contains(FROM.plusSeconds(1800));
    assertThat(rhythm.after(FROM.plus(Duration.ofDays(300)).plusMillis(1), BERLIN, FROM))
        .contains(FROM.plus(Duration.ofDays(300)).plusSeconds(900));
  }

  @Test
  void timeThatPassesDoesNotCareForClocks() {
    assertThat(slots("every 12h", "2026-03-28T23:00:00Z", BERLIN, 3))
        .containsExactly("2026-03-29T10:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0 9 * * 1-5, 2026-03-02T09:00:00Z, 2026-03-03T09:00:00Z",
    "*/15 * * * *, 2026-03-01T10:15:00Z, 2026-03-01T10:30:00Z",
    "0 0 29 2 *, 2028-02-29T00:00:00Z, 2032-02-29T00:00:00Z",
    "0 0 1 * *, 2026-04-01T00:00:00Z, 2026-05-01T00:00:00Z",
    "0 9 * * sun, 2026-03-08T09:00:00Z, 2026-03-15T09:00:00Z",
    "0 9 * * 7, 2026-03-08T09:00:00Z, 2026-03-15T09:00:00Z",
    "@hourly, 2026-03-01T11:00:00Z, 2026-03-01T12:00:00Z",
    "@daily, 2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z",
    "@weekly, 2026-03-08T00:00:00Z, 2026-03-15T00:00:00Z",
    "@monthly, 2026-04-01T00:00:00Z, 2026-05-01T00:00:00Z",
    "@yearly, 2027-01-01T00:00:00Z, 2028-01-01T00:00:00Z"
  })
  void clockTimesAreCrons(String text, String first, String second) {
    assertThat(slots(text, FROM.toString(), ZoneOffset.UTC, 2)).containsExactly(first, second);
  }

  @Test
  void eitherOfTwoDaysWillDo() {
    assertThat(slots("0 0 13 * 5", "2026-03-07T00:00:00Z", ZoneOffset.UTC, 3))
        .as("Friday 13 March, Friday 20 March, Friday 27 March; then Friday 3, 10 and Monday 13")
        .containsExactly("2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-27T00:00:00Z");
    assertThat(slots("0 0 13 * 5", "2026-04-10T00:00:00Z", ZoneOffset.UTC, 1))
        .containsExactly("2026-04-13T00:00:00Z");
  }

  @Test
  void clocksOfTheZoneCount() {
    assertThat(slots("0 9 * * *", "2026-03-28T12:00:00Z", BERLIN, 2))
        .as("summer time begins on 29 March")
        .containsExactly("2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z");
    assertThat(slots("0 9 * * *", "2026-03-27T12:00:00Z", BERLIN, 1))
        .containsExactly("2026-03-28T08:00:00Z");
  }

  @Test
  void aDayThatNeverComesHasNoSlot() {
    assertThat(Rhythm.parse("0 0 30 2 *").after(FROM, BERLIN, FROM)).isEmpty();
  }

  static List<String> slots(String text, String after, ZoneId zone, int many) {
    Rhythm rhythm = Rhythm.parse(text);
    List<String> slots = new ArrayList<>();
    Optional<Instant> at = Optional.of(Instant.parse(after));
    while (slots.size() < many && at.isPresent()) {
      at = rhythm.after(at.get(), zone, FROM);
      at.ifPresent(slot -> slots.add(slot.toString()));
    }
    return slots;
  }
}
