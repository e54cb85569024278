package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Stored;
import org.junit.jupiter.api.Test;

class KnownStatesTest {
  private static final Stored<String> LEAF =
      new Stored<>(Kind.immutable("leaf", String.class), "l1", 1, 0, "green");

  private final KnownStates known = new KnownStates();

  @Test
  void theSameValueIsKnown() {
    known.put("key", "1 0 \"green\"", LEAF);

    assertThat(known.find("key", "1 0 \"green\"")).contains(LEAF);
  }

  @Test
  void anotherValueOfTheKeyIsNot() {
    known.put("key", "1 0 \"green\"", LEAF);

    assertThat(known.find("key", "2 0 \"brown\"")).isEmpty();
  }

  @Test
  void largeValuesAreNotKept() {
    String large = "x".repeat(5_000);

    known.put("key", large, LEAF);

    assertThat(known.find("key", large)).isEmpty();
  }

  @Test
  void doesNotGrowWithoutEnd() {
    for (int i = 0; i < 5_000; i++) {
      known.put("key" + i, "value", LEAF);
    }

    assertThat(known.find("key0", "value")).isEmpty();
    assertThat(known.find("key4999", "value")).contains(LEAF);
  }
}
