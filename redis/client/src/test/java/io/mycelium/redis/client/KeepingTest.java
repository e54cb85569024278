package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.redis.embedded.EmbeddedRedis;
import io.mycelium.redis.embedded.RedisAddress;
import io.mycelium.redis.embedded.TestRedis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is noticed of a Redis that does not keep its data.
class KeepingTest {
  private static final String MEMORY = "100000000";

  @TempDir Path folder;
  private EmbeddedRedis server;

  private void start(boolean logs) {
    var settings = EmbeddedRedis.Settings.in(folder);
    server = EmbeddedRedis.start(logs ? settings : settings.inMemory());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void set(String name, String value) {
    assertThat(TestRedis.ask(server.address(), "CONFIG", "SET", name, value)).contains("OK");
  }

  private Keeping keeping(String url) {
    try (Redis redis = Redis.connect(RedisSettings.of(RedisUrl.parse(url)))) {
      return Keeping.of(redis.shared());
    }
  }

  private Keeping keeping() {
    return keeping(server.address().url());
  }

  @Test
  void serverThatLogsAndEvictsNothingIsRight() {
    start(true);

    assertThat(keeping().known()).isTrue();
    assertThat(keeping().troubles()).isEmpty();
  }

  @Test
  void serverInMemoryIsTold() {
    start(false);

    assertThat(keeping().troubles())
        .containsExactly(
            "Redis writes nothing to its disk: jobs and state are lost when it crashes. Set 'appendonly yes'.");
  }

  @Test
  void snapshotsAreNotEnough() {
    start(false);
    set("save", "900 1");

    assertThat(keeping().troubles())
        .singleElement()
        .asString()
        .startsWith("Redis writes snapshots alone, and what changed after the last one");
  }

  @Test
  void evictionIsToldWhereMemoryIsBounded() {
    start(true);
    set("maxmemory-policy", "allkeys-lru");
    assertThat(keeping().troubles()).isEmpty();

    set("maxmemory", MEMORY);

    assertThat(keeping().troubles())
        .singleElement()
        .asString()
        .contains("(allkeys-lru)", "maxmemory-policy noeviction");
  }

  @Test
  void whoMayNotAskForSettingsHearsWhatElseIsTold() {
    start(false);
    set("maxmemory-policy", "volatile-ttl");
    set("maxmemory", MEMORY);

    assertThat(keeping(user("+@all", "-config")).troubles())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Redis does not log its writes: ");
    assertThat(keeping(user("+@all", "-info")).troubles()).hasSize(2);
  }

  @Test
  void whoMayAskNothingIsToldNothing() {
    start(false);

    Keeping unknown = keeping(user("+@all", "-config", "-info"));

    assertThat(unknown)
        .isEqualTo(new Keeping(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(unknown.known()).isFalse();
    assertThat(unknown.troubles()).isEmpty();
  }

  private String user(String... rules) {
    String[] words = {"ACL", "SETUSER", "guest", "reset", "on", ">secret", "~*", "&*"};
    String[] all = Arrays.copyOf(words, words.length + rules.length);
    System.arraycopy(rules, 0, all, words.length, rules.length);
    assertThat(TestRedis.ask(server.address(), all)).contains("OK");
    RedisAddress at = server.address();
    return "redis://guest:secret@%s:%d".formatted(at.host(), at.port());
  }
}
