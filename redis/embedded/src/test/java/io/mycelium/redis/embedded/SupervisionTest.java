package io.mycelium.redis.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {
  @TempDir Path folder;
  private final Queue<RedisEvent> events = new ConcurrentLinkedQueue<>();

  /// What Redis has answered is on its disk, however busy that is.
  private EmbeddedRedis start(Consumer<RedisEvent> listener) {
    return EmbeddedRedis.start(
        EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS),
        new SecureRandom(),
        ((Consumer<RedisEvent>) events::add).andThen(listener));
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private <E extends RedisEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void killedRedisComesBackAtTheSameAddressWithAllAcknowledgedWrites() {
    try (EmbeddedRedis redis = start(event -> {})) {
      long killed = redis.pid();
      IntStream.range(0, 200)
          .forEach(i -> TestRedis.ask(redis.address(), "RPUSH", "list", "item" + i));

      kill(killed);
      await().until(() -> !events(RedisEvent.Restarted.class).isEmpty());

      assertThat(TestRedis.ask(redis.address(), "LLEN", "list")).isEqualTo("200");
      assertThat(redis.pid()).isNotEqualTo(killed);
      assertThat(redis.alive()).isTrue();
      assertThat(events(RedisEvent.Died.class))
          .singleElement()
          .satisfies(died -> {
            assertThat(died.pid()).isEqualTo(killed);
            assertThat(died.exitCode()).isEqualTo(137);
          });
    }
  }

  @Test
  void watchdogEndsWithTheRedisThatItWatched() {
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    try (EmbeddedRedis redis = start(event -> {})) {
      List<ProcessHandle> family =
          ProcessHandle.current().descendants().filter(p -> !before.contains(p)).toList();
      assertThat(family).hasSizeGreaterThanOrEqualTo(2);

      kill(redis.pid());

      await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void redisThatDiesAgainAndAgainIsGivenUp() {
    try (EmbeddedRedis redis =
        start(event -> {
          if (event instanceof RedisEvent.Restarted(var pid)) {
            kill(pid);
          }
        })) {
      kill(redis.pid());

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !events(RedisEvent.GaveUp.class).isEmpty());

      assertThat(events(RedisEvent.Died.class)).hasSize(6);
      assertThat(redis.alive()).isFalse();
    }
  }

  @Test
  void stoppedRedisIsNotRestarted() {
    EmbeddedRedis redis = start(event -> {});

    redis.stop();

    assertThat(events(RedisEvent.Died.class)).isEmpty();
    assertThat(redis.alive()).isFalse();
  }

  @Test
  void linesOfItsLogReachTheListener() {
    try (EmbeddedRedis redis = start(event -> {})) {
      assertThat(redis.alive()).isTrue();

      await()
          .until(() ->
              events(RedisEvent.Logged.class).stream()
                  .anyMatch(logged -> logged.line().contains("Ready to accept connections")));
    }
  }

  @Test
  void longLifeMakesUpForEarlierDeaths() {
    RestartPolicy policy = new RestartPolicy();
    IntStream.range(0, 5)
        .forEach(i -> assertThat(policy.mayRestartAfter(Duration.ofSeconds(1))).isTrue());

    assertThat(policy.mayRestartAfter(Duration.ofSeconds(11))).isTrue();

    assertThat(policy.pause()).isEqualTo(Duration.ofMillis(20));
  }
}
