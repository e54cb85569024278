package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.serving.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,    bytes 0-0/10",
    "bytes=2-4,    bytes 2-4/10",
    "bytes=7-,     bytes 7-9/10",
    "bytes=7-999,  bytes 7-9/10",
    "bytes=-3,     bytes 7-9/10",
    "bytes=-999,   bytes 0-9/10",
    "bytes=10-,    bytes */10",
    "bytes=10-12,  bytes */10",
    "bytes=-0,     bytes */10"
  })
  void aPartIsCutToWhatIsThere(String header, String answer) {
    assertThat(ByteRange.of(header, 10).orElseThrow().of(10)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes", "bytes=-", "bytes=4-2", "bytes=1-2,4-5", "bytes=a-b", "lines=1-2"})
  void whatMeansNothingAsksForTheWhole(String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @Test
  void withoutAHeaderTheWholeIsMeant() {
    assertThat(ByteRange.of(null, 10)).isEmpty();
  }
}
