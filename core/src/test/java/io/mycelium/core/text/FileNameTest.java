package io.mycelium.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "q3.csv",
        "Größe 漢字.md",
        "two words (1).tar.gz",
        "-rf",
        "👩‍🚀.png",
        "a'b&c;d$(e).sh"
      })
  void ordinaryNamesStay(String name) {
    assertThat(FileName.safe(name, "file")).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../etc/passwd       | passwd",
        "C:\\windows\\evil.exe  | evil.exe",
        "a\"; x=\"b.md          | a_; x=_b.md",
        ".bashrc                | bashrc",
        "... .hidden.. .        | hidden",
        "what?<b>*:.txt         | what__b___.txt"
      })
  void whatSystemsObeyIsTakenOut(String given, String safe) {
    assertThat(FileName.safe(given, "file")).isEqualTo(safe);
  }

  @Test
  void charactersThatNobodySeesAreShownOrGone() {
    assertThat(FileName.safe("a\u202egnp.exe\u0000\u001b[2J", "file")).isEqualTo("agnp.exe_");
    assertThat(FileName.safe("in\u200bvisible\u2028.txt\ufeff", "file"))
        .isEqualTo("in_visible_.txt_");
    assertThat(FileName.safe("half\ud83d.txt", "file")).isEqualTo("half_.txt");
    assertThat(FileName.safe("a\r\nX-Evil: b.md", "file")).isEqualTo("a X-Evil_ b.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/", "a/", " \t\n ", "\u00a0"})
  void whereNothingIsLeftThereIsAnotherName(String given) {
    assertThat(FileName.safe(given, "file")).isEqualTo("file");
  }

  @Test
  void aLongNameKeepsItsEnding() {
    String cut = FileName.safe("漢".repeat(300) + ".tar", "file");

    assertThat(cut).startsWith("漢漢").endsWith("漢.tar");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(198, FileName.LONGEST);
    assertThat(FileName.safe("a." + "b".repeat(300), "file")).hasSize(FileName.LONGEST);
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSafeNameStaysAsItIs(int seed) {
    var random = new SplittableRandom(seed);
    String alphabet = "ab. ./\\:%é漢\u202e\u00a0\u2003\u0000\n-_" + "😀";
    int[] signs = alphabet.codePoints().toArray();
    String given =
        random
            .ints(random.nextInt(260), 0, signs.length)
            .mapToObj(i -> Character.toString(signs[i]))
            .collect(Collectors.joining());

    String safe = FileName.safe(given, "file");

    assertThat(FileName.safe(safe, "file")).isEqualTo(safe);
    assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, FileName.LONGEST);
  }
}
