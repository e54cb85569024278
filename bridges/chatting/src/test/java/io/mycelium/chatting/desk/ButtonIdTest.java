package io.mycelium.chatting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.chatting.layout.SheetButton;
import io.mycelium.core.id.PostId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ButtonIdTest {
  private static final PostId POST = new PostId("pst_01k2abcdefghjkmnpqrstvwxyz");
  private static final String TOKEN = "abcdefghij_-ABCDEFGHIJ";

  @Test
  void aPostsButtonIsReadAsItWasWritten() {
    var id = new ButtonId.OfPost(POST, TOKEN);

    assertThat(ButtonId.read(id.text())).contains(id);
    assertThat(id.text()).hasSizeLessThanOrEqualTo(SheetButton.LONGEST_ID);
  }

  @Test
  void aHeldCallsButtonIsReadAsItWasWritten() {
    var id = new ButtonId.OfHeld("0123456789_-ABCDEFGHIJabcdefghij");

    assertThat(ButtonId.read(id.text())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p.",
        "p.01k2",
        "p.01k2.short",
        "p.01K2.abcdefghij_-ABCDEFGHIJ",
        "h.abc",
        "x.01k2.abcdefghij_-ABCDEFGHIJ",
        "p.01k2.abcdefghij_-ABCDEFGHIJ\n",
        "p.../../etc.abcdefghij_-ABCDEFGHIJ"
      })
  void anythingElseIsNone(String text) {
    assertThat(ButtonId.read(text)).isEmpty();
  }
}
