package io.mycelium.functions.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.peer.Role;
import io.mycelium.functions.Harness;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MentionsTest {
  @RegisterExtension final Harness mycelium = Harness.standard();

  private Mentions mentions;

  @BeforeEach
  void join() {
    for (String name : List.of("Ada", "Ada Lovelace", "bob.smith", "jean-luc", "Zoë")) {
      mycelium.join(name, Role.MEMBER);
    }
    mentions = new Mentions(mycelium.peers());
  }

  private List<String> in(String text) {
    return mentions.in(text).stream().map(mycelium.peers()::name).toList();
  }

  @Test
  void namesAreFoundInAnyCaseWhereverTheyStand() {
    assertThat(in("@ada look")).containsExactly("Ada");
    assertThat(in("look, @ADA")).containsExactly("Ada");
    assertThat(in("(@zoë) **@bob.smith**, @jean-luc: all of you"))
        .containsExactly("Zoë", "bob.smith", "jean-luc");
    assertThat(in("a line\n@olga\nanother")).containsExactly("olga");
  }

  @Test
  void theLongerNameIsMeant() {
    assertThat(in("@Ada Lovelace wrote it")).containsExactly("Ada Lovelace");
    assertThat(in("@ada lovelaces notes")).containsExactly("Ada");
    assertThat(in("@Ada  Lovelace")).containsExactly("Ada");
  }

  @Test
  void aNameEndsWithTheSentenceAndNotInsideOfAWord() {
    assertThat(in("Ask @bob.smith.")).containsExactly("bob.smith");
    assertThat(in("Ask @ada.")).containsExactly("Ada");
    assertThat(in("@ada-")).containsExactly("Ada");
    assertThat(in("@adam @ada-b @ada.b @ada_b @adaë")).isEmpty();
  }

  @Test
  void addressesCallNobody() {
    assertThat(in("mail x@ada or x.@ada or -@ada or @@ada")).isEmpty();
    assertThat(in("nobody at all, @ alone, @")).isEmpty();
  }

  @Test
  void everybodyIsCalledOnce() {
    assertThat(in("@olga @ada @olga")).containsExactly("olga", "Ada");
  }

  @Test
  void aNameThatLooksTheSameIsTheSame() {
    assertThat(in("@\uff21da and @Zoe\u0308")).containsExactly("Ada", "Zoë");
  }

  @Test
  void aTextFullOfCallsCostsLittle() {
    assertThat(in("@x ".repeat(2_000) + "@ada")).isEmpty();
    assertThat(in("@ada ".repeat(2_000))).containsExactly("Ada");
  }
}
