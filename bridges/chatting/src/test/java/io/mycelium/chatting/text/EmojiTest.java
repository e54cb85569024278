package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
  @ParameterizedTest
  @CsvSource({
    "+1, 👍",
    "thumbsup, 👍",
    "tada, 🎉",
    "heart, ❤️",
    "white_check_mark, ✅",
    "eyes, 👀",
    "one, 1️⃣",
    "flag-de, 🇩🇪",
    "de, 🇩🇪",
    "rainbow-flag, 🏳️‍🌈",
    "woman-running, 🏃‍♀️",
    "+1::skin-tone-2, 👍🏻",
    "wave::skin-tone-6, 👋🏿",
    "woman-running::skin-tone-4, 🏃🏽‍♀️"
  })
  void slacksNamesAreUnicode(String name, String emoji) {
    assertThat(Emoji.fromSlack(name)).contains(emoji);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍", "🎉", "❤️", "✅", "👀", "1️⃣", "🇩🇪", "🏳️‍🌈", "👍🏻", "👋🏿", "🏃🏽‍♀️", "🏃‍♀️",
        "☑️", "🫠"
      })
  void slackIsToldItsOwnNameForEach(String emoji) {
    assertThat(Emoji.slack(emoji).flatMap(Emoji::fromSlack)).contains(emoji);
  }

  @Test
  void aWorkspacesOwnEmojiKeepsItsName() {
    assertThat(Emoji.fromSlack("party_parrot")).contains(":party_parrot:");
    assertThat(Emoji.slack(":party_parrot:")).contains("party_parrot");
  }

  @Test
  void whatPeopleTypeIsRead() {
    assertThat(Emoji.read("👍")).contains("👍");
    assertThat(Emoji.read(":thumbsup:")).contains("👍");
    assertThat(Emoji.read("thumbsup")).contains("👍");
    assertThat(Emoji.read(":PartyParrot:")).contains(":PartyParrot:");
  }

  @Test
  void oneThatIsWrittenWithoutItsMarkIsTheSame() {
    assertThat(Emoji.read("❤")).contains("❤️");
    assertThat(Emoji.read("☑")).contains("☑️");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "::", "hello", "<3", "7", "👍👍", "👍 ", ":a b:", ":<b>:"})
  void otherThingsAreNoEmoji(String written) {
    assertThat(Emoji.read(written)).isEmpty();
  }
}
