package io.mycelium.drone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private final Locale before = Locale.getDefault();

  /// Where a comma stands before decimals.
  @BeforeEach
  void goElsewhere() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void comeBack() {
    Locale.setDefault(before);
  }

  @Test
  void durationsReadAlikeEverywhere() {
    assertThat(Words.duration(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    assertThat(Words.duration(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
    assertThat(Words.duration(Duration.ZERO)).isEqualTo("0 s");
  }

  @Test
  void sizesHaveTheLargestUnitThatLosesNothing() {
    assertThat(Words.bytes(512L << 20)).isEqualTo("512 MiB");
    assertThat(Words.bytes(1500)).isEqualTo("1500 bytes");
  }

  @Test
  void unknownSignalHasItsNumber() {
    assertThat(Words.signal(9)).contains("SIGKILL");
    assertThat(Words.signal(63)).isEqualTo("signal 63");
  }
}
