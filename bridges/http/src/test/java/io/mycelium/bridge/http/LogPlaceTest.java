package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPlaceTest {
  @Test
  void placesSortAsNumbersNotAsText() {
    assertThat(Stream.of("100-0", "99-10", "99-9", "0-0").map(LogPlace::of).sorted())
        .map(LogPlace::toString)
        .containsExactly("0-0", "99-9", "99-10", "100-0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1", "1-", "-1", "a-1", "1-2-3", "+1-2", "1-9999999999999999999"})
  void whatIsNoPlaceIsNotRead(String text) {
    assertThat(LogPlace.parse(text)).isEmpty();
  }
}
