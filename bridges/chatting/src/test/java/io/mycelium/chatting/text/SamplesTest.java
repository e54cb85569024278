package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Markdown means here. The web chat's pages, which read it in the browser, are held to the
/// same samples by their checks.
class SamplesTest {
  @ParameterizedTest
  @MethodSource("samples")
  void everySampleMeansItsTree(String text, JsonNode tree) {
    assertThat(TreeNotation.of(Markdown.parse(text))).isEqualTo(tree);
  }

  static Stream<Object[]> samples() throws IOException {
    try (InputStream in = SamplesTest.class.getResourceAsStream("samples.json")) {
      JsonNode samples = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return StreamSupport.stream(samples.spliterator(), /* parallel */ false)
          .map(sample -> new Object[] {sample.path("text").asText(), sample.path("tree")});
    }
  }
}
