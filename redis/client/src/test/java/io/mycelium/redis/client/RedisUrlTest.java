package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
  private static RedisURI only(String url) {
    return RedisUrl.parse(url).places(Duration.ofSeconds(9)).getFirst();
  }

  private static RedisCredentials credentials(RedisURI place) {
    return place.getCredentialsProvider().resolveCredentials().toFuture().join();
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h:1, SERVER, h:1",
    "rediss://:geheim@h:1/3, SERVER, h:1",
    "'redis-sentinel://:geheim@a:1,b:2/0#main', SENTINEL, 'a:1,b:2'",
    "'redis-cluster://ada:geheim@a:1,b:2', CLUSTER, 'a:1,b:2'",
    "redis://:geheim@a:1?cluster, CLUSTER, a:1",
    "redis://a:1?timeout=3s&cluster=true, CLUSTER, a:1",
    "rediss-cluster://a:1, CLUSTER, a:1"
  })
  void kindAndPlacesAreRead(String url, RedisUrl.Kind kind, String places) {
    RedisUrl parsed = RedisUrl.parse(url);

    assertThat(parsed.kind()).isEqualTo(kind);
    assertThat(parsed).hasToString(places);
  }

  @Test
  void userPasswordDatabaseAndTlsAreRead() {
    RedisURI place = only("rediss://ada:p%40ss@h:1/3");

    assertThat(credentials(place).getUsername()).isEqualTo("ada");
    assertThat(credentials(place).getPassword()).isEqualTo("p@ss".toCharArray());
    assertThat(place.getDatabase()).isEqualTo(3);
    assertThat(place.isSsl()).isTrue();
    assertThat(place.getTimeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void clusterKeepsUserAndTlsForEachPlace() {
    assertThat(RedisUrl.parse("rediss-cluster://ada:geheim@a:1,b:2").places(Duration.ofSeconds(1)))
        .hasSize(2)
        .allSatisfy(place -> {
          assertThat(place.isSsl()).isTrue();
          assertThat(credentials(place).getUsername()).isEqualTo("ada");
          assertThat(credentials(place).getPassword()).isEqualTo("geheim".toCharArray());
        });
  }

  @Test
  void sentinelKeepsTheNameOfItsMaster() {
    RedisURI place = only("redis-sentinel://:geheim@a:1,b:2/0#main");

    assertThat(place.getSentinelMasterId()).isEqualTo("main");
    assertThat(place.getSentinels()).hasSize(2);
    assertThat(credentials(place).getPassword()).isEqualTo("geheim".toCharArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://:geheim@h:1",
        "redis://:geheim@h:port",
        "redis://:geh eim@h:1"
      })
  void whatIsNoUrlOfRedisIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> RedisUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:port")
        .hasNoCause()
        .message()
        .doesNotContain("geheim", "geh eim");
  }
}
