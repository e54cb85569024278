package io.mycelium.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://Mycelium.Example.org/, https://mycelium.example.org",
    "https://mycelium.example.org:443/rooms?a=b, https://mycelium.example.org",
    "HTTP://127.0.0.1:80, http://127.0.0.1",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void oneGatewayHasOneName(String written, String origin) {
    assertThat(new GatewayOrigin(written).text()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mycelium.example.org", "ftp://a", "https://", "https://me:pw@a", "x y"})
  void otherTextIsNone(String text) {
    assertThatThrownBy(() -> new GatewayOrigin(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, true",
    "http://localhost:8080, true",
    "http://127.0.0.1:8080, true",
    "http://[::1], true",
    "http://10.0.0.1:8080, false",
    "http://localhost.example, false"
  })
  void othersReadAlongUnlessThereIsTlsOrNobodyBetween(String origin, boolean alone) {
    assertThat(new GatewayOrigin(origin).isPrivate()).isEqualTo(alone);
  }
}
