package io.mycelium.redis.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycelium.core.json.Json;
import io.mycelium.core.state.OutboxRow;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.redis.client.RedisSettings;
import io.mycelium.redis.client.RedisUrl;
import io.mycelium.redis.embedded.TestCluster;
import io.mycelium.redis.embedded.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows as scripts write them, in words of their own.
@ParameterizedClass
@EnumSource(RedisOutboxTest.Where.class)
final class RedisOutboxTest {
  enum Where {
    SERVER(() -> TestRedis.shared().url(), () -> TestRedis.shared().flush()),
    CLUSTER(() -> TestCluster.shared().url(), () -> TestCluster.shared().flush());

    final Supplier<String> url;
    final Runnable flush;

    Where(Supplier<String> url, Runnable flush) {
      this.url = url;
      this.flush = flush;
    }
  }

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final String KEY = new KeySpace("test").jobs("q", "outbox");

  /// As a script writes it: other order, time in seconds.
  private static final String FOREIGN =
      "{\"payload\":{\"n\":1e3},\"kind\":\"water\",\"id\":\"a\",\"due\":1772359200.500}";

  @Parameter Where where;

  private Redis redis;

  @BeforeEach
  void connect() {
    where.flush.run();
    redis = Redis.connect(RedisSettings.of(RedisUrl.parse(where.url.get())));
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  private RedisOutbox outbox(Duration later) {
    return new RedisOutbox(redis.shared(), KEY, InstantSource.fixed(NOW.plus(later)));
  }

  private void owe(String id, Instant due, String text) {
    redis.shared().write(commands -> commands.zadd(KEY, due.toEpochMilli(), id));
    redis.shared().write(commands -> commands.hset(RedisOutbox.rows(KEY), id, text));
  }

  private long keys() {
    return redis.shared().<Long>read(commands -> commands.exists(KEY, RedisOutbox.rows(KEY)));
  }

  @Test
  void rowInOtherWordsIsTakenAndDone() {
    owe("a", NOW, FOREIGN);
    RedisOutbox outbox = outbox(Duration.ZERO);

    List<OutboxRow> taken = outbox.take(10, LEASE);
    taken.forEach(outbox::done);

    assertThat(taken)
        .containsExactly(
            new OutboxRow("a", "water", NOW.plusMillis(500), Json.object("{\"n\":1000.0}")));
    assertThat(keys()).isZero();
  }

  @Test
  void rowInOtherWordsIsPostponed() {
    owe("a", NOW, FOREIGN);
    RedisOutbox outbox = outbox(Duration.ZERO);

    outbox.later(outbox.take(10, LEASE).getFirst(), NOW.plusSeconds(60));

    assertThat(outbox(Duration.ofSeconds(59)).take(10, LEASE)).isEmpty();
    assertThat(outbox(Duration.ofSeconds(60)).take(10, LEASE)).hasSize(1);
  }

  @Test
  void replacementInOtherWordsIsKept() {
    owe("a", NOW, FOREIGN);
    RedisOutbox outbox = outbox(Duration.ZERO);
    OutboxRow old = outbox.take(10, LEASE).getFirst();
    owe("a", NOW, FOREIGN.replace("1e3", "1001"));

    outbox.done(old);

    assertThat(outbox.take(10, LEASE)).hasSize(1);
  }

  @Test
  void timeWithoutRowIsForgotten() {
    redis.shared().write(commands -> commands.zadd(KEY, NOW.toEpochMilli(), "ghost"));

    List<OutboxRow> taken = outbox(Duration.ZERO).take(10, LEASE);

    assertThat(taken).isEmpty();
    assertThat(keys()).isZero();
  }

  @Test
  void postponingARowThatIsGoneDoesNotReviveIt() {
    owe("a", NOW, FOREIGN);
    RedisOutbox outbox = outbox(Duration.ZERO);
    OutboxRow row = outbox.take(10, LEASE).getFirst();
    outbox.done(row);

    outbox.later(row, NOW);

    assertThat(keys()).isZero();
  }
}
