package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private final Dialect dialect = new BareDialect();

  private List<String> split(String text, int most) {
    return new Splitter(dialect, most).split(text);
  }

  @Test
  void whatFitsStaysWhole() {
    assertThat(split("a\n\nb", 64)).containsExactly("a\n\nb");
    assertThat(split("  \n ", 64)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Splitter(dialect, 63));
  }

  @Test
  void aParagraphsEndIsTheBestPlace() {
    String first = "one ".repeat(12).strip();
    String second = "two ".repeat(8).strip();

    assertThat(split(first + "\n\n" + second, 70)).containsExactly(first, second);
  }

  @Test
  void aLinesEndIsBetterThanAWords() {
    String line = "one ".repeat(12).strip();

    assertThat(split(line + "\n" + line, 70)).containsExactly(line, line);
  }

  @Test
  void aLongLineIsCutBetweenWordsAndALongWordBetweenCharacters() {
    assertThat(split("word ".repeat(20).strip(), 64))
        .allSatisfy(piece -> assertThat(piece).endsWith("word"));
    assertThat(split("😀".repeat(50), 65)).allSatisfy(piece -> assertThat(piece.length()).isEven());
  }

  @Test
  void aFenceIsClosedAndOpenedAnew() {
    String code = "int a;\n".repeat(20);

    List<String> pieces = split("text\n```java\n" + code + "```\nend", 64);

    assertThat(pieces).hasSizeGreaterThan(2);
    assertThat(pieces.getFirst()).startsWith("text\n```java\nint a;");
    assertThat(pieces.subList(1, pieces.size()))
        .allSatisfy(piece -> assertThat(piece).startsWith("```java\nint a;"));
    assertThat(pieces).allSatisfy(piece -> assertThat(fences(piece)).isEven());
    assertThat(pieces.getLast()).endsWith("end");
  }

  @Test
  void aFenceDoesNotBeginAtTheEndOfAPiece() {
    String line = "x".repeat(50);

    List<String> pieces = split(line + "\n```java\n" + "y".repeat(40) + "\n```", 64);

    assertThat(pieces).containsExactly(line, "```java\n" + "y".repeat(40) + "\n```");
  }

  @Test
  void aFenceInAQuoteStaysThere() {
    String code = "> int a;\n".repeat(20);

    assertThat(split("> ```\n" + code + "> ```", 64))
        .allSatisfy(piece -> assertThat(piece).startsWith("> ```\n> int").endsWith("\n> ```"));
  }

  @Test
  void whatFollowsACutIsNoHeading() {
    List<String> pieces =
        split("word ".repeat(12) + "wo # not a heading, only words that go on", 64);

    assertThat(pieces.get(1)).startsWith("\\# not");
  }

  @Test
  void escapesEntitiesAndLinksStayWhole() {
    String link = "<https://a.example/b|a label>";
    for (String whole : List.of(link, "\\*", "&amp;", "[some label](<https://a.example>)")) {
      for (int before = 30; before < 64; before++) {
        List<String> pieces = split("x".repeat(before) + whole + "y".repeat(60), 64);

        assertThat(pieces).as("%d %s", before, whole).anyMatch(piece -> piece.contains(whole));
      }
    }
  }

  @Test
  void everyPieceFitsAndNoCharacterIsLost() {
    for (long seed = 0; seed < 1_000; seed++) {
      var random = new Random(seed);
      int most = 64 + random.nextInt(200);
      String text = new Writing(dialect).markdown(Scribbles.of(seed, 400));

      List<String> pieces = split(text, most);

      assertThat(pieces)
          .as("seed %d", seed)
          .allSatisfy(piece -> {
            assertThat(piece.length()).isBetween(1, most);
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
          });
      assertThat(bare(String.join("\n", pieces))).as("seed %d", seed).isEqualTo(bare(text));
    }
  }

  private static long fences(String piece) {
    return piece.lines().filter(line -> line.startsWith("```")).count();
  }

  /// Without what cuts may add: lines of fences, marks of quotes and escapes.
  private static String bare(String text) {
    return Scribbles.letters(text.replaceAll("(?m)^[> ]*```\\S*$", "").replaceAll("[>\\\\]", ""));
  }
}
