package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Names;
import io.mycelium.chatting.text.Scribbles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {
  private final SlackText text =
      new SlackText(
          new Names() {
            @Override
            public Optional<String> person(String id) {
              return id.equals("U1") ? Optional.of("ada") : Optional.empty();
            }

            @Override
            public Optional<String> channel(String id) {
              return id.equals("C1") ? Optional.of("ops") : Optional.empty();
            }

            @Override
            public Optional<String> group(String id) {
              return Optional.empty();
            }
          });

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "<@U1> hi # @ada hi",
        "<@U2|bob> hi # @bob hi",
        "<!here> now # everyone here now",
        "<!channel>! # everyone in the channel!",
        "@everyone look # everyone look",
        "<!subteam^S1|@oncall> # oncall",
        "<https://a.example/?b&amp;c|d> # [d](<https://a.example/?b&c>)",
        "<https://a.example> # <https://a.example>",
        "<javascript:a|b> # b",
        "<mailto:a@b.example|a@b.example> # a@b.example",
        "*a* _b_ ~c~ `d` # **a** _b_ ~~c~~ `d`",
        "*a _b_ c* # **a _b_ c**",
        "2 * 3 * 4 # 2 \\* 3 \\* 4",
        "snake_case_name # snake_case_name",
        "a &lt;b&gt; &amp; c # a \\<b> & c",
        "`a *b* &lt; <http://c.example|c.example>` # `a *b* < c.example`",
        "[a](b) # \\[a\\](b)",
      })
  void aMessageBecomesOurMarkdown(String slack, String markdown) {
    assertThat(text.markdown(slack)).isEqualTo(markdown);
  }

  @Test
  void channelsAreNamed() {
    assertThat(text.markdown("in <#C1> and <#C2|general>")).isEqualTo("in #ops and #general");
  }

  @Test
  void aFenceStandsOnLinesOfItsOwn() {
    assertThat(text.markdown("see ```int a;\nint *b* = &amp;c;``` there"))
        .isEqualTo("see \n```\nint a;\nint *b* = &c;\n```\n there");
  }

  @Test
  void aCommandLineKeepsItsCharacters() {
    assertThat(text.plain("task create *now* `x` &amp; &lt;y&gt; for <@U1> at <https://a.example>"))
        .isEqualTo("task create *now* `x` & <y> for @ada at https://a.example");
  }

  @Test
  void nothingCallsEverybody() {
    for (long seed = 0; seed < 1_000; seed++) {
      String slack = Scribbles.of(seed, 60);

      for (String read : List.of(text.plain(slack), text.markdown(slack))) {
        assertThat(read)
            .as("seed %d", seed)
            .doesNotContainPattern("@(everyone|channel|here)(?![\\p{L}\\p{N}_])");
      }
    }
  }
}
