package io.mycelium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.checkup.Finding;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor` says of Redis.
class StoreCheckupTest {
  @TempDir Path folder;

  private EmbeddedRedis.Settings settings() {
    return EmbeddedRedis.Settings.in(folder);
  }

  private static Redis connect(EmbeddedRedis server) {
    return Redis.connect(
        RedisSettings.of(RedisUrl.parse(server.address().url()))
            .withCommandTimeout(Duration.ofMillis(500)));
  }

  @Test
  void redisOfAGatewaysOwnIsAsItShouldBe() {
    try (EmbeddedRedis server = EmbeddedRedis.start(settings());
        Redis redis = connect(server)) {
      assertThat(new StoreCheckup(redis).look())
          .containsExactly(Finding.good("Redis", "It logs what it is given, and evicts nothing."));
    }
  }

  @Test
  void redisThatWouldLoseEverythingIsTold() {
    try (EmbeddedRedis server = EmbeddedRedis.start(settings().inMemory());
        Redis redis = connect(server)) {
      List<Finding> findings = new StoreCheckup(redis).look();

      assertThat(findings).extracting(Finding::state).containsExactly(Finding.State.BAD);
      assertThat(findings.getFirst().said()).contains("Set 'appendonly yes'");
    }
  }

  @Test
  void redisThatIsAwayIsTold() {
    try (EmbeddedRedis server = EmbeddedRedis.start(settings());
        Redis redis = connect(server)) {
      server.stop();

      assertThat(new StoreCheckup(redis).look())
          .containsExactly(Finding.bad("Redis", "Redis does not answer at the moment: try again."));
    }
  }
}
