package io.mycelium.chatting.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.text.Span;
import io.mycelium.core.reply.Field;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void anAddressIsALinkAndWhatIsCopiedIsCode() {
    assertThat(Facts.value(new Field("link", "Link", "https://a.example/b")))
        .singleElement()
        .isInstanceOf(Span.Link.class);
    assertThat(Facts.value(new Field("key", "Key", "myc_a_b")))
        .containsExactly(new Span.Code("myc_a_b"));
    assertThat(Facts.value(new Field("why", "Why", "*so*\nit is")))
        .containsExactly(new Span.Words("*so*"), new Span.Break(), new Span.Words("it is"));
  }
}
