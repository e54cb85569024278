package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpaceTest {
  private final KeySpace keys = new KeySpace("main");

  @Test
  void everyKindOfKeyCarriesItsTag() {
    assertThat(keys.state("task", "12")).isEqualTo("myc:{main}:task:12");
    assertThat(keys.jobs("gpu", "job", "7")).isEqualTo("myc:{main:gpu}:job:7");
    assertThat(keys.jobsPrefix("gpu") + "job:7").isEqualTo(keys.jobs("gpu", "job", "7"));
    assertThat(keys.blob("sha256-0a", "chunk", "0")).isEqualTo("myc:{main:b:sha256-0a}:chunk:0");
  }

  @Test
  void keysOfOneTagShareASlotWhateverFollows() {
    assertThat(SlotHash.getSlot(keys.state("task", "{other}")))
        .isEqualTo(SlotHash.getSlot(keys.state("events")))
        .isNotEqualTo(SlotHash.getSlot(keys.jobs("gpu", "events")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Main",
        "a b",
        "a:b",
        "a}",
        "{",
        "äh",
        "a\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void oddNamesAreRefused(String name) {
    assertThatThrownBy(() -> new KeySpace(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys.jobs(name, "job")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyNeedsANameAfterItsTag() {
    assertThatThrownBy(keys::state).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys.state("task", "")).isInstanceOf(IllegalArgumentException.class);
  }
}
