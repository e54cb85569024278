package io.mycelium.redis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestClusterTest {
  @RegisterExtension static final TestCluster cluster = TestCluster.shared();

  @Test
  void scriptOverTwoSlotsIsRefused() {
    RedisAddress first = cluster.nodes().getFirst();

    assertThatThrownBy(() -> TestRedis.ask(first, "EVAL", "return 1", "2", "{a}:1", "{b}:1"))
        .hasMessageContaining("CROSSSLOT");
  }

  @Test
  void eachNodeHasHalfOfTheSlots() {
    // "b" is in slot 3300, "a" in slot 15495.
    assertThat(TestRedis.ask(cluster.nodes().getFirst(), "SET", "b", "1")).isEqualTo("OK");
    assertThat(TestRedis.ask(cluster.nodes().getLast(), "SET", "a", "1")).isEqualTo("OK");
    assertThatThrownBy(() -> TestRedis.ask(cluster.nodes().getFirst(), "GET", "a"))
        .hasMessageContaining("MOVED 15495");
  }
}
