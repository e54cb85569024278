package io.mycelium.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "tab\tand\nline", "Grüße, 世界", "👩‍🚀 joined", "a\u00a0b"})
  void leavesWhatPeopleWrite(String text) {
    assertThat(PlainText.clean(text)).isSameAs(text);
  }

  @Test
  void showsTerminalEscapesInsteadOfObeyingThem() {
    assertThat(PlainText.clean("\u001b[2Jgone\u0007\u009b31m"))
        .isEqualTo("\uFFFD[2Jgone\uFFFD\uFFFD31m");
  }

  @Test
  void showsOverridesOfDirection() {
    assertThat(PlainText.clean("abc\u202etxt.exe\u2066")).isEqualTo("abc\uFFFDtxt.exe\uFFFD");
  }

  @Test
  void replacesHalfCharacters() {
    assertThat(PlainText.clean("a\ud83db\udc00")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void unifiesLineEnds() {
    assertThat(PlainText.clean("a\r\nb\rc")).isEqualTo("a\nb\uFFFDc");
  }

  @Test
  void cutsToOneLineWithoutSplittingACharacter() {
    assertThat(PlainText.line("  one\ntwo  ", 20)).isEqualTo("one two");
    assertThat(PlainText.line("12345678", 5)).isEqualTo("1234…");
    assertThat(PlainText.line("123👩5678", 5)).isEqualTo("123…");
  }
}
