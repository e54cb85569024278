package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Block;
import io.mycelium.chatting.text.Scribbles;
import io.mycelium.chatting.text.Span;
import io.mycelium.chatting.text.Splitter;
import io.mycelium.chatting.text.Writing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {
  /// Where Slack sees markup: a mark at a word's border that ends before a word's border.
  private static final Pattern MARKED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])([*_~])(?![\\s\\u200b])[^\\n]*?(?<![\\s\\u200b])\\1(?![\\p{L}\\p{N}])");

  private static final Pattern REFERENCE = Pattern.compile("<([^>]*)>");

  private final Mrkdwn dialect = new Mrkdwn();
  private final Writing writing = new Writing(dialect);

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "**a** b # *a* b",
        "*a* # _a_",
        "~~a~~ # ~a~",
        "`a` # `a`",
        "[a](https://b.example/?c&d) # <https://b.example/?c&amp;d|a>",
        "https://b.example # <https://b.example>",
        "[https://bank.example](https://evil.example) # https://bank.example (<https://evil.example>)",
        "[a](javascript:b) # a",
        "a < b > c & d # a &lt; b &gt; c &amp; d",
        "- a # • a",
        "> a # > a",
        "<!channel> <@U1> # &lt;!channel&gt; &lt;@U1&gt;",
        "snake_case and 2 * 3 # snake_case and 2 * 3",
      })
  void eachPartIsInSlacksMarkup(String markdown, String mrkdwn) {
    assertThat(writing.markdown(markdown).replace("\u200b", "")).isEqualTo(mrkdwn);
  }

  @Test
  void aLiteralMarkKeepsItsDistance() {
    assertThat(dialect.words("*a*")).isEqualTo("\u200b*\u200ba\u200b*\u200b");
    assertThat(writing.markdown("\\> no quote")).startsWith("\u200b&gt;");
  }

  @Test
  void aTableIsMonospaced() {
    assertThat(writing.markdown("|a|b|\n|-|-|\n|1|<2>|")).isEqualTo("```\na  b\n1  &lt;2&gt;\n```");
  }

  @Test
  void codeCannotEndItsFence() {
    assertThat(dialect.fence("java", "a\n```\n<!channel>"))
        .isEqualTo("```\na\n`\u200b``\n&lt;!channel&gt;\n```");
  }

  @Test
  void plainWordsAreNeitherMarkupNorMentions() {
    for (long seed = 0; seed < 400; seed++) {
      String text = Scribbles.of(seed, 40);

      String words = dialect.words(text);

      assertThat(words)
          .as("seed %d", seed)
          .doesNotContain("<", ">")
          .doesNotContainPattern("`[^\\u200b]");
      assertThat(MARKED.matcher(words).find()).as("seed %d: %s", seed, words).isFalse();
      assertThat(Scribbles.letters(decoded(words))).isEqualTo(Scribbles.letters(text));
    }
  }

  @Test
  void noMarkdownMentionsAnybody() {
    for (long seed = 0; seed < 400; seed++) {
      for (String piece :
          new Splitter(dialect, 200).split(writing.markdown(Scribbles.of(seed, 100)))) {
        assertThat(piece.length()).as("seed %d", seed).isLessThanOrEqualTo(200);
        Matcher reference = REFERENCE.matcher(piece);
        while (reference.find()) {
          assertThat(reference.group(1)).as("seed %d", seed).startsWith("http");
        }
      }
    }
  }

  @Test
  void noPieceOfPlainWordsBeginsAQuote() {
    for (long seed = 0; seed < 400; seed++) {
      var paragraph = new Block.Paragraph(Span.of(Scribbles.of(seed, 100)));
      for (String piece : new Splitter(dialect, 80).split(writing.blocks(List.of(paragraph)))) {
        assertThat(piece).as("seed %d", seed).doesNotContainPattern("(?m)^\\s*(&gt;|>)");
        assertThat(MARKED.matcher(piece).find()).as("seed %d: %s", seed, piece).isFalse();
      }
    }
  }

  private static String decoded(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
