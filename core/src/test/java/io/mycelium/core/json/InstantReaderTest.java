package io.mycelium.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @RepeatedTest(50)
  void readsWhatWasWritten(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    int[] precisions = {1_000_000_000, 1_000_000, 1_000, 1};
    long precision = precisions[random.nextInt(precisions.length)];
    var instant =
        Instant.ofEpochSecond(
            random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000) / precision * precision);

    assertThat(InstantReader.usual(instant.toString())).isEqualTo(instant);
    assertThat(read(instant.toString())).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00Z",
        "2026-01-31T12:00:00.1Z",
        "2026-01-31T12:00:00.123456789Z",
        "-0001-01-31T12:00:00Z",
        "+12026-01-31T12:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T23:59:60Z",
      })
  void readsEachFormAsTheJavaLibraryDoes(String text) {
    assertThat(read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T12:00:00Z",
        "2026-04-31T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-00-01T12:00:00Z",
        "2026-01-00T12:00:00Z",
        "2026-01-01T12:60:00Z",
        "2026-01-01T12:00:61Z",
        "2026-01-01T12:00:00.1234567890Z",
        "2026-01-01T12:00:00.12x4Z",
        "2026-01-01 12:00:00Z",
        "2026-01-01T12:00:00",
        "٢026-01-01T12:00:00Z",
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(Json.Unreadable.class);
  }

  private static Instant read(String text) {
    return Json.read('"' + text + '"', Instant.class);
  }
}
