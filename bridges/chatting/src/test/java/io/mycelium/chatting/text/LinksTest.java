package io.mycelium.chatting.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "//a.example", "", "http://"})
  void whatDoesNotLeadToTheWebIsNoLink(String url) {
    assertThat(Links.web(url)).isEmpty();
  }

  @Test
  void anAddressHasNoMarks() {
    assertThat(Links.web("https://a.example/x_y?q=<b>|(é)*"))
        .contains("https://a.example/x_y?q=%3Cb%3E%7C%28%C3%A9%29%2A");
  }

  @Test
  void longOnesAreReadInTimeThatGrowsWithThem() {
    String label = "a-".repeat(500_000);
    String url = "http://" + "a".repeat(500_000) + " b";

    assertThat(Links.misleading("https://a.example", label)).isFalse();
    assertThat(Links.web(url)).isEmpty();
  }

  @Test
  void aLabelThatNamesAnotherAddressMisleads() {
    assertThat(Links.misleading("https://evil.example", "https://bank.example")).isTrue();
    assertThat(Links.misleading("https://evil.example", "www.bank.com")).isTrue();
    assertThat(Links.misleading("https://a.example/", "a.example")).isFalse();
    assertThat(Links.misleading("https://a.example", "the notes")).isFalse();
  }
}
