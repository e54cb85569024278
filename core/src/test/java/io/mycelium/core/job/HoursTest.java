package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HoursTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  /// 2026-05-04 is a Monday.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20:00-07:00                   | 2026-05-04T19:59:59 | false
          20:00-07:00                   | 2026-05-04T20:00    | true
          20:00-07:00                   | 2026-05-05T06:59:59 | true
          20:00-07:00                   | 2026-05-05T07:00    | false
          09:00-17:00                   | 2026-05-04T12:00    | true
          9:00-24:00                    | 2026-05-04T23:59:59 | true
          9:00-24:00                    | 2026-05-05T00:00    | false
          00:00-24:00                   | 2026-05-05T00:00    | true
          mon-fri 20:00-07:00, sat-sun  | 2026-05-04T03:00    | false
          mon-fri 20:00-07:00, sat-sun  | 2026-05-08T22:00    | true
          mon-fri 20:00-07:00, sat-sun  | 2026-05-09T12:00    | true
          mon-fri 20:00-07:00           | 2026-05-09T06:00    | true
          mon-fri 20:00-07:00           | 2026-05-09T20:00    | false
          sat-mon 10:00-12:00           | 2026-05-10T11:00    | true
          sat-mon 10:00-12:00           | 2026-05-04T11:00    | true
          sat-mon 10:00-12:00           | 2026-05-05T11:00    | false
          SUN                           | 2026-05-10T23:00    | true
          sun                           | 2026-05-11T00:00    | false
          """)
  void hoursAreThoseOfTheWall(String hours, LocalDateTime time, boolean allowed) {
    assertThat(Hours.parse(hours).contain(time.atZone(VIENNA).toInstant(), VIENNA))
        .isEqualTo(allowed);
  }

  /// The clock goes from 02:00 to 03:00 on 2026-03-29, and from 03:00 to 02:00 on 2026-10-25.
  @ParameterizedTest
  @CsvSource({
    "20:00-07:00, 2026-03-29T04:59:59Z, true",
    "20:00-07:00, 2026-03-29T05:00:00Z, false",
    "20:00-07:00, 2026-10-25T05:59:59Z, true",
    "20:00-07:00, 2026-10-25T06:00:00Z, false",
    "20:00-02:30, 2026-03-29T01:29:59Z, true",
    "20:00-02:30, 2026-03-29T01:30:00Z, false",
    "02:30-04:00, 2026-03-29T01:29:59Z, false",
    "02:30-04:00, 2026-03-29T01:30:00Z, true",
    "20:00-02:30, 2026-10-25T00:29:59Z, true",
    "20:00-02:30, 2026-10-25T00:30:00Z, false",
    "20:00-02:30, 2026-10-25T01:15:00Z, false",
    "sun, 2026-10-25T22:59:59Z, true",
    "sun, 2026-10-25T23:00:00Z, false"
  })
  void changesOfTheClockOpenAndCloseOnce(String hours, String instant, boolean allowed) {
    assertThat(Hours.parse(hours).contain(Instant.parse(instant), VIENNA)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "20-7",
        "20:00",
        "20:00-20:00",
        "24:00-07:00",
        "20:60-07:00",
        "25:00-07:00",
        "20:00-24:01",
        "mo 20:00-07:00",
        "mon-xyz",
        "mon,",
        "monday",
        "mon - fri",
        "20:00-07:00 mon"
      })
  void whatIsNotUnderstoodIsRefusedWithTheForm(String text) {
    assertThatThrownBy(() -> Hours.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mon-fri 20:00-07:00, sat-sun");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20:00-07:00                  | only between 20:00 and 07:00
          sat-sun                      | only on sat and sun
          mon-wed 9:00-24:00           | only between 09:00 and 24:00 on mon, tue and wed
          fri 20:00-07:00, sat         | only between 20:00 and 07:00 on fri, or on sat
          """)
  void peopleReadWhenItWorks(String hours, String words) {
    assertThat(Hours.parse(hours).words()).isEqualTo(words);
  }

  @Test
  void hoursOfAnotherZoneAreOthers() {
    var noonInVienna = LocalDateTime.parse("2026-05-04T12:00").atZone(VIENNA).toInstant();

    assertThat(Hours.parse("12:00-13:00").contain(noonInVienna, VIENNA)).isTrue();
    assertThat(Hours.parse("12:00-13:00").contain(noonInVienna, ZoneId.of("UTC"))).isFalse();
  }
}
