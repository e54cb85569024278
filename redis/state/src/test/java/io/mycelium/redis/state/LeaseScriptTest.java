package io.mycelium.redis.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.redis.state.LeaseScript.Wish;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestStore.class)
final class LeaseScriptTest {
  private static final String NAME = "shard";

  @Parameter TestStore redis;

  @BeforeEach
  void flush() {
    redis.flush();
  }

  private boolean run(String owner, Wish wish, Duration life) {
    return new LeaseScript(redis.connection(), TestStore.KEYS).run(NAME, owner, wish, life);
  }

  private long life() {
    return redis.connection().read(commands -> commands.pttl(TestStore.KEYS.lease(NAME)));
  }

  @Test
  void everyLeaseEnds() {
    run("ada", Wish.ACQUIRE, Duration.ofSeconds(10));
    assertThat(life()).isBetween(1L, 10_000L);

    run("ada", Wish.RENEW, Duration.ofSeconds(60));
    assertThat(life()).isBetween(10_001L, 60_000L);

    run("ada", Wish.ACQUIRE, Duration.ofSeconds(10));
    assertThat(life()).isBetween(1L, 10_000L);
  }

  @Test
  void whatIsGivenBackIsNoKeyAnyMore() {
    run("ada", Wish.ACQUIRE, Duration.ofSeconds(10));

    assertThat(run("ada", Wish.RELEASE, Duration.ZERO)).isTrue();
    assertThat(run("ada", Wish.RELEASE, Duration.ZERO)).isFalse();
    assertThat(life()).isEqualTo(-2);
  }

  @Test
  void aStrangerChangesNothing() {
    run("ada", Wish.ACQUIRE, Duration.ofSeconds(10));

    for (Wish wish : Wish.values()) {
      assertThat(run("bob", wish, Duration.ofSeconds(60))).isFalse();
    }

    assertThat(life()).isBetween(1L, 10_000L);
    assertThat(run("ada", Wish.RENEW, Duration.ofSeconds(10))).isTrue();
  }
}
