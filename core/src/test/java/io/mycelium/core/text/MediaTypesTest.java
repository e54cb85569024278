package io.mycelium.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
  @Test
  void aTypeIsReadWithoutCaseAndParameters() {
    assertThat(MediaTypes.plain("Text/HTML; charset=utf-8")).contains("text/html");
    assertThat(MediaTypes.plain(" image/svg+xml ")).contains("image/svg+xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "text/",
        "/html",
        "a/b/c",
        "te xt/html",
        "text/ht\nml",
        "téxt/html",
        "*/*"
      })
  void whatIsNoTypeIsNone(String given) {
    assertThat(MediaTypes.plain(given)).isEmpty();
  }

  @Test
  void longTypesAreNone() {
    assertThat(MediaTypes.plain("a/" + "b".repeat(127))).isPresent();
    assertThat(MediaTypes.plain("a/" + "b".repeat(128))).isEmpty();
  }

  @Test
  void endingsTellTheType() {
    assertThat(MediaTypes.of("Q3.CSV")).isEqualTo("text/csv");
    assertThat(MediaTypes.of("unknown.xyz")).isEqualTo(MediaTypes.UNKNOWN);
    assertThat(MediaTypes.of("")).isEqualTo(MediaTypes.UNKNOWN);
  }
}
