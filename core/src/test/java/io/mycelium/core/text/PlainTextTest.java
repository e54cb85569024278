package io.mycelium.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  private static final String ESCAPE = "\u001b";

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "tab\tand\nline", "Grüße, 世界", "👩‍🚀 joined", "a\u00a0b"})
  void leavesWhatPeopleWrite(String text) {
    assertThat(PlainText.clean(text)).isSameAs(text);
  }

  static Stream<Arguments> sequences() {
    return Stream.of(
        Arguments.of(ESCAPE + "[1;31mred" + ESCAPE + "[0m", "red"),
        Arguments.of(ESCAPE + "[2J" + ESCAPE + "[?25lgone", "gone"),
        Arguments.of(ESCAPE + "]0;title\u0007after", "after"),
        Arguments.of(ESCAPE + "]8;;http://x" + ESCAPE + "\\link", "link"),
        Arguments.of(ESCAPE + "Pdevice" + ESCAPE + "\\after", "after"),
        Arguments.of(ESCAPE + "cafter", "after"),
        Arguments.of(ESCAPE + "(Bafter", "after"),
        Arguments.of("\u009b31mred", "red"),
        Arguments.of("\u009d0;title\u009cafter", "after"),
        Arguments.of("\u0090device\u0007after", "after"),
        Arguments.of(ESCAPE + ESCAPE + "[31mred", "red"));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void escapeSequencesVanishAsAWhole(String given, String expected) {
    assertThat(PlainText.clean(given)).isEqualTo(expected);
  }

  static Stream<Arguments> brokenSequences() {
    return Stream.of(
        Arguments.of(ESCAPE + "]0;no end\nnext line", "0;no end\nnext line"),
        Arguments.of(ESCAPE + "]0;no end\u009d0;title\u0007after", "0;no endafter"),
        Arguments.of(ESCAPE + "[12", "12"),
        Arguments.of("\u009b12\n", "12\n"),
        Arguments.of("end" + ESCAPE, "end"));
  }

  @ParameterizedTest
  @MethodSource("brokenSequences")
  void sequenceThatIsBrokenOffLosesWhatIntroducesIt(String given, String expected) {
    assertThat(PlainText.clean(given)).isEqualTo(expected);
  }

  @Test
  void otherControlCharactersAreShown() {
    assertThat(PlainText.clean("a\0b\bc\u007fd\u0085e\u0007"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
  }

  @Test
  void marksThatTurnTheTextVanish() {
    assertThat(PlainText.clean("abc\u202etxt.exe\u2066\u200e\u061c")).isEqualTo("abctxt.exe");
  }

  @Test
  void invisibleCopiesOfLettersVanish() {
    assertThat(PlainText.clean("a\udb40\udc41b")).isEqualTo("ab");
  }

  @Test
  void replacesHalfCharacters() {
    assertThat(PlainText.clean("a\ud83db\udc00\ud83d")).isEqualTo("a\uFFFDb\uFFFD\uFFFD");
  }

  @Test
  void unifiesLineEnds() {
    assertThat(PlainText.clean("windows\r\nprogress\rdone")).isEqualTo("windows\nprogress\ndone");
  }

  @Test
  void cutsToOneLineWithoutSplittingACharacter() {
    assertThat(PlainText.line("  one\ntwo\tthree\rfour ", 20)).isEqualTo("one two three four");
    assertThat(PlainText.line("12345678", 5)).isEqualTo("1234…");
    assertThat(PlainText.line("123👩5678", 5)).isEqualTo("123…");
    assertThat(PlainText.line(ESCAPE + "[1;31m12345", 5)).isEqualTo("12345");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noControlCharacterIsEverLeft(long seed) {
    Random random = new Random(seed);
    String alphabet =
        "\u001b\u001b\u001b[]P\\;0m\u0007\u0090\u009b\u009c\u009d\r\n\t\0 aü\u202e\ud83d\udc1d\udb40";
    StringBuilder text = new StringBuilder();
    random.ints(10_000, 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));

    String clean = PlainText.clean(text.toString());

    assertThat(clean.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .isEmpty();
    assertThat(PlainText.clean(clean)).isSameAs(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b",
        "\u009d",
        "\u001b]",
        "\u001b[",
        "\u009b0",
        "\u001b ",
        "\u001bP0",
        "\r",
        "\ud83d"
      })
  @Timeout(10)
  void hostileTextCostsNoMoreThanItsLength(String piece) {
    assertThatNoException().isThrownBy(() -> PlainText.clean(piece.repeat(2_000_000)));
  }
}
