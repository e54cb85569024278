package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineSplitterTest {
  @Test
  void linesDoNotDependOnThePiecesInWhichTheyCome() {
    byte[] bytes = "one\r\ntwo\rthree ü\n\n\u20ac last".getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      List<String> lines = new ArrayList<>();
      LineSplitter splitter = new LineSplitter(lines::add);

      for (int at = 0; at < bytes.length; at += size) {
        byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
        splitter.feed(piece, piece.length);
      }
      splitter.finish();

      assertThat(lines).containsExactly("one", "two", "three ü", "", "€ last");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cutDoesNotSplitACharacter(int offset) {
    List<String> lines = new ArrayList<>();
    byte[] bytes =
        ("x".repeat(offset) + "🐝".repeat(5_000) + "\n").getBytes(StandardCharsets.UTF_8);

    new LineSplitter(lines::add).feed(bytes, bytes.length);

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).endsWith("🐝 [line cut]").doesNotContain("\ufffd");
  }
}
