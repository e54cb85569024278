package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
  private final Writing writing = new Writing(new BareDialect());

  @ParameterizedTest
  @ValueSource(
      strings = {"*a* _b_ __c__ ~d~ ~~e~~", "[a](b)", "<b> &amp; \\", "snake_case_name", "# a"})
  void wordsMeanThemselves(String text) {
    assertThat(writing.markdown(Escapes.words(text)).replaceFirst("^\\\\", "")).isEqualTo(text);
  }

  @Test
  void aCallToEverybodyBecomesWords() {
    assertThat(Escapes.callingNobody("@everyone, @HERE and @channel; @hereford mail@here.example"))
        .doesNotContain("@everyone", "@HERE", "@channel")
        .contains("everyone here", "@hereford");
  }

  @Test
  void aNameIsOnOneLine() {
    assertThat(Escapes.line("a\n# b\t*c*")).isEqualTo("a # b \\*c\\*");
  }
}
