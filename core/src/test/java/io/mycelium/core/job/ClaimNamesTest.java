package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClaimNamesTest {
  private final AtomicInteger made = new AtomicInteger();
  private final ClaimNames names = new ClaimNames(() -> "name-" + made.incrementAndGet());

  @Test
  void eachClaimHasANameOfItsOwn() {
    assertThat(names.asked(Function.identity())).isEqualTo("name-1");
    assertThat(names.asked(Function.identity())).isEqualTo("name-2");
  }

  @Test
  void claimWithoutAnAnswerIsAskedAgainUnderItsName() {
    assertThatThrownBy(() ->
            names.asked(name -> {
              throw new IllegalStateException(name);
            }))
        .hasMessage("name-1");

    assertThat(names.asked(Function.identity())).isEqualTo("name-1");
    assertThat(names.asked(Function.identity())).isEqualTo("name-2");
  }

  @Test
  void nameIsTakenOnce() {
    names.unanswered("name");

    assertThat(names.earlier()).contains("name");
    assertThat(names.earlier()).isEmpty();
  }
}
