package io.mycelium.drone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {
  private static final String ESCAPE = "\u001b";

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("plain ü € 🐝\n\ttext", "plain ü € 🐝\n\ttext"),
        Arguments.of(ESCAPE + "[1;31mred" + ESCAPE + "[0m", "red"),
        Arguments.of(ESCAPE + "]0;title\u0007after", "after"),
        Arguments.of(ESCAPE + "]8;;http://x" + ESCAPE + "\\link", "link"),
        Arguments.of(ESCAPE + "Pdevice" + ESCAPE + "\\after", "after"),
        Arguments.of(ESCAPE + "cafter", "after"),
        Arguments.of(ESCAPE + "(Bafter", "after"),
        Arguments.of("\u009b31mred", "red"),
        Arguments.of(ESCAPE + "]0;no end\nnext line", "0;no end\nnext line"),
        Arguments.of(ESCAPE + "[12", "12"),
        Arguments.of("end" + ESCAPE, "end"),
        Arguments.of(ESCAPE + ESCAPE + "[31mred", "red"),
        Arguments.of("a\0b\bc\u007fd\u0085e", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        Arguments.of("windows\r\nprogress\rdone", "windows\nprogress\ndone"),
        Arguments.of("a\u202egpj.exe\u2066", "agpj.exe"),
        Arguments.of("a\ud800b\udc00", "a\ufffdb\ufffd"),
        Arguments.of("a\udb40\udc41b", "ab"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textIsCleaned(String given, String expected) {
    assertThat(PlainText.clean(given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noControlCharacterIsEverLeft(long seed) {
    Random random = new Random(seed);
    String alphabet = "\u001b\u001b\u001b[]P\\;0m\u0007\u009b\u009c\r\n\t\0 aü\u202e\ud83d\udc1d";
    StringBuilder text = new StringBuilder();
    random.ints(10_000, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));

    String clean = PlainText.clean(text.toString());

    assertThat(clean.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .isEmpty();
    assertThat(PlainText.clean(clean)).isEqualTo(clean);
  }

  @Test
  void oneLineStaysOneLine() {
    assertThat(PlainText.oneLine("a\nb\tc\rd")).isEqualTo("a b c d");
  }

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
