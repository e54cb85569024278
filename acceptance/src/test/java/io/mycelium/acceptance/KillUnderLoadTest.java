package io.mycelium.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.redis.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs that die while others write.
@Timeout(240)
class KillUnderLoadTest {
  private static final int WRITERS = 4;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void everyAcknowledgedWriteIsThereAfterTheGatewayWasKilled() {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(EmbeddedRedis.Settings.in(folder.resolve("redis")))) {
      Set<String> acknowledged;
      String key;
      RunningGateway first = gateway("one", redis);
      key = first.operatorKey();
      acknowledged = writeUntil(first, key, 200, first::kill);

      try (RunningGateway second = gateway("one", redis)) {
        assertThat(titles(second, key)).containsAll(acknowledged).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void everyAcknowledgedWriteIsThereOnceAfterRedisWasKilled() {
    // With `everysec` this holds while the disk keeps up, which a test cannot promise.
    String[] options = {"--no-drone", "--set", "redis.append-fsync=always"};
    try (RunningGateway gateway = RunningGateway.start(folder.resolve("data"), folder, options)) {
      String key = gateway.operatorKey();
      Set<String> acknowledged =
          writeUntil(
              gateway,
              key,
              200,
              () ->
                  ProcessHandle.of(gateway.pid())
                      .orElseThrow()
                      .descendants()
                      .filter(p -> p.info().command().orElse("").contains("redis-server"))
                      .forEach(ProcessHandle::destroyForcibly));

      await().atMost(SOON).until(() -> gateway.call(key, "whoami", "{}").status() == 200);
      assertThat(titles(gateway, key)).containsAll(acknowledged).doesNotHaveDuplicates();
    }
  }

  /// Writers create tasks, each under its own request id and again under the same id when they got
  /// no answer, until the blow has fallen and they cannot reach the gateway or have done some more.
  private static Set<String> writeUntil(
      RunningGateway gateway, String key, int before, Runnable blow) {
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    var struck = new AtomicBoolean();
    IntFunction<Runnable> writer =
        w ->
            () -> {
              for (int i = 0;
                  i < before && write(gateway, key, "w%d-%d".formatted(w, i), acknowledged);
                  i++) {
                if (acknowledged.size() > before / 2 && struck.compareAndSet(false, true)) {
                  blow.run();
                }
              }
            };
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int w = 0; w < WRITERS; w++) {
        writers.submit(writer.apply(w));
      }
    }
    assertThat(struck).isTrue();
    return acknowledged;
  }

  /// Whether the gateway still answers.
  private static boolean write(
      RunningGateway gateway, String key, String title, Set<String> acknowledged) {
    try {
      for (int tried = 0; tried < 10; tried++) {
        if (gateway
                .call(
                    key,
                    "task-create",
                    "{\"title\":\"%s\"}".formatted(title),
                    "Idempotency-Key",
                    title)
                .status()
            == 200) {
          acknowledged.add(title);
          return true;
        }
      }
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static List<String> titles(RunningGateway gateway, String key) {
    List<String> titles = new java.util.ArrayList<>();
    String options = "{\"all\":true}";
    while (!options.isEmpty()) {
      var reply = gateway.call(key, "task-list", options).reply();
      reply.path("rows").forEach(row -> titles.add(row.path(2).asText()));
      options = reply.has("nextPage") ? reply.path("nextPage").path("options").toString() : "";
    }
    assertThat(new TreeSet<>(titles)).isNotEmpty();
    return titles;
  }

  private RunningGateway gateway(String name, EmbeddedRedis redis) {
    return RunningGateway.start(
        folder.resolve(name), folder, "--no-drone", "--redis", redis.address().url());
  }
}
