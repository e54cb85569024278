package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Block;
import io.mycelium.chatting.text.Scribbles;
import io.mycelium.chatting.text.Span;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.chatting.text.Writing;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordMarkdownTest {
  private static final Pattern MENTION =
      Pattern.compile("@(everyone|here|[!&]?\\d)|<(#|a?:|t:|/|id:)");
  private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*(#{1,3} |-# |[-*+] |\\d+\\. |>)");

  private final DiscordMarkdown dialect = new DiscordMarkdown();
  private final Writing writing = new Writing(dialect);

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '^',
      value = {
        "**a** b % **a** b",
        "*a* % *a*",
        "~~a~~ % ~~a~~",
        "`a` % `a`",
        "# a % # a",
        "##### a % ### a",
        "[a](https://b.example/?c&d) % [a](<https://b.example/?c&d>)",
        "https://b.example/c_d_e % <https://b.example/c_d_e>",
        "[https://bank.example](https://evil.example) % https://bank.example (<https://evil.example>)",
        "[a](javascript:b) % a",
        "\\*a\\* ||b|| % \\*a\\* \\|\\|b\\|\\|",
        "\\# a % \\# a",
        "- a % - a",
        "> a % > a",
      })
  void eachPartIsInDiscordsMarkup(String markdown, String discord) {
    assertThat(writing.markdown(markdown)).isEqualTo(discord);
  }

  @Test
  void mentionsAreTakenApart() {
    assertThat(writing.markdown("@everyone <@1> <@&2> `@here`"))
        .isEqualTo("@\u200beveryone \\<@\u200b1\\> \\<@\u200b&2\\> `@\u200bhere`");
  }

  @Test
  void codeKeepsItsLanguageAndCannotEndItsFence() {
    assertThat(dialect.fence("java", "a\n```\nb")).isEqualTo("```java\na\n`\u200b``\nb\n```");
  }

  @Test
  void plainWordsAreNeitherMarkupNorMentions() {
    for (long seed = 0; seed < 1_000; seed++) {
      String text = Scribbles.of(seed, 60);

      String words = dialect.words(text);

      assertThat(MENTION.matcher(words.replace("\\<", "")).find()).as("seed %d", seed).isFalse();
      assertThat(unescaped(words)).as("seed %d", seed).doesNotContainPattern("[*_~`|<>\\[\\]]");
      assertThat(Scribbles.letters(words.replaceAll("\\\\(.)", "$1")))
          .as("seed %d", seed)
          .isEqualTo(Scribbles.letters(text));
    }
  }

  @Test
  void aLineOfPlainWordsBeginsNothing() {
    for (long seed = 0; seed < 1_000; seed++) {
      String line = dialect.words(Scribbles.of(seed, 20).replace("\n", ""));

      assertThat(BLOCK.matcher(dialect.lineStart(line)).find()).as("seed %d", seed).isFalse();
    }
  }

  @Test
  void noMarkdownMentionsAnybodyInAnyPieceOfIt() {
    for (long seed = 0; seed < 1_000; seed++) {
      String written = writing.markdown(Scribbles.of(seed, 100));
      for (String piece : new Splitter(dialect, 200).split(written)) {
        assertThat(piece.length()).as("seed %d", seed).isLessThanOrEqualTo(200);
        assertThat(piece).as("seed %d", seed).doesNotContainPattern("@(everyone|here|[!&]?\\d)");
      }
    }
  }

  @Test
  void noPieceOfPlainWordsBeginsAnything() {
    for (long seed = 0; seed < 1_000; seed++) {
      var paragraph = new Block.Paragraph(Span.of(Scribbles.of(seed, 100)));
      for (String piece : new Splitter(dialect, 80).split(writing.blocks(List.of(paragraph)))) {
        assertThat(piece).as("seed %d", seed).doesNotContainPattern(BLOCK);
        assertThat(unescaped(piece)).as("seed %d", seed).doesNotContainPattern("[*_~`|<>\\[\\]]");
      }
    }
  }

  private static String unescaped(String words) {
    return words.replaceAll("\\\\.", "");
  }
}
