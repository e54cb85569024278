package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
  private final Writing writing = new Writing(new BareDialect());

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "**a** and *b* # <b>a</b> and <i>b</i>",
        "~~a~~ but ~b~ # <s>a</s> but ~b~",
        "`a*b*` # `a*b*`",
        "[a](http://b.example) # <a http://b.example>a</a>",
        "see http://b.example. # see <a http://b.example>http://b.example</a>.",
        "![a](http://b.example) # <a http://b.example>🖼 a</a>",
        "<b>bold</b> # <b>bold</b>",
        "a snake_case_name # a snake_case_name",
        "\\*a\\* # *a*",
      })
  void eachSpanIsWrittenByTheDialect(String markdown, String written) {
    assertThat(writing.markdown(markdown)).isEqualTo(written);
  }

  @Test
  void blocksStandOnTheirOwnLines() {
    String written =
        writing.markdown(
            "# A **b**\ntext\nmore\n\n- one\n  - two\n\n3. three\n4. four\n\n> q\n> > r");

    assertThat(written)
        .isEqualTo("h1 A b\n\ntext\nmore\n\n• one\n  ◦ two\n\n3. three\n4. four\n\n> q\n> \n> r");
  }

  @Test
  void aTimeIsWrittenByTheDialectAndPlainWordsWhereCodeIs() {
    Span time = new Span.Time(Instant.EPOCH, "long ago");

    assertThat(
            writing.blocks(
                List.of(
                    new Block.Heading(1, List.of(new Span.Strong(List.of(time)))),
                    new Block.Grid(List.of(List.of(List.of(time)))))))
        .isEqualTo("h1 <t 1970-01-01T00:00:00Z>long ago</t>\n\n```\nlong ago\n```");
  }

  @Test
  void aTableIsCodeWhoseCellsStandBelowEachOther() {
    String written = writing.markdown("|name|n|\n|-|-|\n|漢字|1|\n|a **b**|22|");

    assertThat(written).isEqualTo("```\nname  n\n漢字  1\na b   22\n```");
  }

  @Test
  void aFenceKeepsItsLanguageButNoMoreThanThat() {
    assertThat(writing.markdown("```java title=\"x\"\nint a;\n```"))
        .isEqualTo("```java\nint a;\n```");
    assertThat(writing.markdown("```<@U1>\nint a;\n```")).isEqualTo("```\nint a;\n```");
  }

  @Test
  void aFenceInAListBeginsALine() {
    assertThat(writing.markdown("- ```java\n  int a;\n  ```\n- b"))
        .isEqualTo("• \n  ```java\n  int a;\n  ```\n• b");
  }

  @Test
  void aTextMayNestAsDeepAsItLikes() {
    String quotes = ">".repeat(20_000) + " deep";
    String stars = "*a ".repeat(20_000) + "b*".repeat(20_000);
    String brackets = "[".repeat(20_000) + "c";

    assertThat(writing.markdown(quotes)).contains("deep");
    assertThat(writing.markdown(stars)).contains("a");
    assertThat(writing.markdown(brackets)).endsWith("c");
  }

  @Test
  void noTextKeepsTheReaderBusy() {
    List<String> texts =
        List.of(
            "https://a.b(c".repeat(5_000),
            "https://" + ".".repeat(50_000),
            "<https://".repeat(8_000),
            "&amp".repeat(15_000),
            "![".repeat(20_000) + "a" + "](x)".repeat(10_000),
            "a|".repeat(5_000) + "\n" + "-|".repeat(5_000) + "\n" + "|\n".repeat(5_000),
            "[a]: b 'c\n".repeat(5_000));

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> texts.forEach(text -> assertThat(writing.markdown(text)).isNotNull()));
  }

  @Test
  void noTextBreaksTheReader() {
    for (long seed = 0; seed < 1_000; seed++) {
      String text = Scribbles.of(seed, 60);

      assertThat(Markdown.parse(text)).as("seed %d", seed).isNotNull();
      assertThat(writing.markdown(text)).as("seed %d", seed).isNotNull();
    }
  }
}
