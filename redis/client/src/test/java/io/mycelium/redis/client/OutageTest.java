package io.mycelium.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
  @TempDir Path folder;
  private EmbeddedRedis server;

  @BeforeEach
  void startServer() {
    server =
        EmbeddedRedis.start(
            EmbeddedRedis.Settings.in(folder).withAppendFsync(EmbeddedRedis.AppendFsync.ALWAYS));
  }

  @AfterEach
  void stopServer() {
    server.stop();
  }

  private Redis connect(Duration commandTimeout) {
    RedisUrl url = RedisUrl.parse(server.address().url());
    return Redis.connect(RedisSettings.of(url).withCommandTimeout(commandTimeout));
  }

  private void killServer() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
  }

  @Test
  void commandsDuringARestartWaitForIt() {
    try (Redis redis = connect(Duration.ofSeconds(5))) {
      redis.shared().write(commands -> commands.set("a", "before"));

      killServer();
      String after = redis.shared().read(commands -> commands.get("a"));

      assertThat(after).isEqualTo("before");
    }
  }

  @Test
  void readThatBlocksGoesOnAfterARestart() {
    try (Redis redis = connect(Duration.ofSeconds(5));
        RedisConnection reader = redis.dedicated(Duration.ofSeconds(5))) {
      var reading = BlockingRead.of(reader, "bell", Duration.ofSeconds(5));
      long killed = server.pid();

      killServer();
      await().until(() -> server.pid() != killed && server.alive());
      redis.shared().write(commands -> commands.xadd("bell", Map.of("ding", "dong")));

      assertThat(reading).succeedsWithin(Duration.ofSeconds(7));
      assertThat(reading.join())
          .singleElement()
          .satisfies(message -> assertThat(message.getBody()).containsEntry("ding", "dong"));
    }
  }

  @Test
  void writeWithoutAnswerHasAnUnknownOutcome() {
    try (Redis redis = connect(Duration.ofMillis(300))) {
      server.stop();

      assertThatThrownBy(() -> redis.shared().write(commands -> commands.set("a", "b")))
          .isInstanceOf(OutcomeUnknown.class)
          .hasMessageContaining("same id");
      assertThat(redis.shared().writeLater(commands -> commands.set("a", "b")))
          .failsWithin(Duration.ofSeconds(2))
          .withThrowableThat()
          .withCauseInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void scriptWithoutAnswerHasAnUnknownOutcome() {
    Script<Long> script = Script.load(OutageTest.class, "echo-length", ScriptResult.LONG);
    try (Redis redis = connect(Duration.ofMillis(300))) {
      server.stop();

      ScriptInput input = ScriptInput.keys("a").arg("b");
      assertThatThrownBy(() -> script.run(redis.shared(), input))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void scriptsAroundAKillSucceedOrHaveAnUnknownOutcome() {
    Script<Long> script = Script.load(OutageTest.class, "echo-length", ScriptResult.LONG);
    try (Redis redis = connect(Duration.ofSeconds(5))) {
      List<CompletableFuture<Long>> running = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        if (i == 1000) {
          killServer();
        }
        ScriptInput input = ScriptInput.keys("key" + i).arg("four");
        running.add(script.runLater(redis.shared(), input).toCompletableFuture());
      }

      assertThat(running)
          .allSatisfy(call ->
              assertThat(call.handle(OutageTest::outcome))
                  .succeedsWithin(Duration.ofSeconds(7))
                  .isIn("4", OutcomeUnknown.class));
      assertThat(running.getLast()).isCompletedWithValue(4L);
    }
  }

  private static Object outcome(@Nullable Long length, @Nullable Throwable failure) {
    return failure == null ? String.valueOf(length) : Failures.unwrapped(failure).getClass();
  }

  @Test
  void readWithoutAnswerChangedNothing() {
    try (Redis redis = connect(Duration.ofMillis(300))) {
      server.stop();

      assertThatThrownBy(() -> redis.shared().read(commands -> commands.get("a")))
          .isInstanceOf(RedisUnavailable.class);
    }
  }

  @Test
  void commandWhoseTimeIsUpIsNotSentLater() {
    int port = server.address().port();
    try (Redis redis = connect(Duration.ofMillis(300))) {
      server.stop();
      assertThatThrownBy(() -> redis.shared().write(commands -> commands.set("late", "x")))
          .isInstanceOf(OutcomeUnknown.class);

      restartWithTheSamePassword(port);

      await()
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(redis.shared().<String>read(commands -> commands.ping()))
                  .isEqualTo("PONG"));
      assertThat(redis.shared().<Long>read(commands -> commands.exists("late"))).isZero();
    }
  }

  private void restartWithTheSamePassword(int port) {
    String password = server.address().password();
    server =
        EmbeddedRedis.start(
            EmbeddedRedis.Settings.in(folder).onPort(port), new Fixed(password), event -> {});
  }

  /// Yields the bytes of a password that is already known.
  private record Fixed(String password) implements RandomGenerator {
    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] known = HexFormat.of().parseHex(password);
      System.arraycopy(known, 0, bytes, 0, bytes.length);
    }
  }
}
