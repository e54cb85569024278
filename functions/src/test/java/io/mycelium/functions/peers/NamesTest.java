package io.mycelium.functions.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "Ada Lovelace", "release-bot.2", "Зоя", "अदा", "7of9", "李ada", "エイダ愛"})
  void manyNamesAreAllowed(String name) {
    assertThat(Names.allowed(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-x",
        "a  b",
        "a ",
        "a,b",
        "a\nb",
        "@a",
        "peer_x",
        "PEER_x",
        "Mycelium",
        "аda",
        "αda"
      })
  void otherNamesAreNot(String name) {
    assertThat(Names.allowed(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ada,ada",
    "DOMAIN\\ada,DOMAINada",
    "_www,www",
    "system,admin",
    "'',admin",
    "§,admin"
  })
  void anAccountGivesAName(String account, String name) {
    assertThat(Names.from(account)).isEqualTo(name);
  }
}
