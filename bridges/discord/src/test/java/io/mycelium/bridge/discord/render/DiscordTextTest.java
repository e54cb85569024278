package io.mycelium.bridge.discord.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Names;
import io.mycelium.chatting.text.Scribbles;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordTextTest {
  private final DiscordText text =
      new DiscordText(
          new Names() {
            @Override
            public Optional<String> person(String id) {
              return id.equals("1") ? Optional.of("ada *") : Optional.empty();
            }

            @Override
            public Optional<String> channel(String id) {
              return id.equals("2") ? Optional.of("ops") : Optional.empty();
            }

            @Override
            public Optional<String> group(String id) {
              return id.equals("3") ? Optional.of("on call") : Optional.empty();
            }
          });

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      quoteCharacter = '^',
      value = {
        "<@1> and <@!1> % @ada \\* and @ada \\*",
        "<@9> % @9",
        "<#2> <#9> % #ops #9",
        "<@&3> <@&9> % on call a role",
        "<:ok:12> <a:go:3> % :ok: :go:",
        "<t:0:R> % 1970-01-01T00:00:00Z",
        "</task create:5> % /task create",
        "@everyone @here % everyone everyone here",
        "@<@&3> @<@&4> % @on call @a role",
        "`<@1>` **a** % `<@1>` **a**",
      })
  void aMessageBecomesOurMarkdown(String discord, String markdown) {
    assertThat(text.markdown(discord)).isEqualTo(markdown);
  }

  @Test
  void aCommandLineKeepsItsCharacters() {
    assertThat(text.plain("task create *now* for <@1>")).isEqualTo("task create *now* for @ada *");
  }

  @Test
  void nothingCallsEverybody() {
    for (long seed = 0; seed < 1_000; seed++) {
      String discord = Scribbles.of(seed, 60).replace("`", "");

      assertThat(text.markdown(discord))
          .as("seed %d", seed)
          .doesNotContainPattern("@(everyone|channel|here)(?![\\p{L}\\p{N}_])");
    }
  }
}
