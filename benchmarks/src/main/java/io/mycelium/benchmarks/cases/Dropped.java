package io.mycelium.benchmarks.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A function of one script that is dropped into the gateway's folder while it runs, called
/// harmless and trusted by the operator, so that its jobs need nobody's agreement.
final class Dropped {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Gateway gateway;
  private final String name;

  /// The last refusal, for when it does not come to an end.
  private @Nullable IllegalStateException refusal;

  private Dropped(Gateway gateway, String name) {
    this.gateway = gateway;
    this.name = name;
  }

  static Dropped into(Gateway gateway, String name, String script) {
    Path folder = gateway.functions().resolve(name);
    Path making = gateway.functions().resolveSibling(name);
    try {
      Files.createDirectories(making);
      Files.writeString(making.resolve("job.sh"), script);
      Files.writeString(
          making.resolve("function.yaml"),
          """
          name: %s
          summary: Part of a benchmark
          risk: low
          run: [sh, job.sh]
          limits: {timeout: 2m, memory: 256m, concurrency: 64}
          """
              .formatted(name));
      Files.move(making, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var function = new Dropped(gateway, name);
    function.require(() -> function.calls("function-trust", Map.of("name", name)));
    function.require(() -> function.calls(name, Map.of()));
    function.awaitEnd();
    return function;
  }

  private boolean calls(String command, Map<String, String> options) {
    try {
      gateway.call(gateway.operatorKey(), command, Json.tree(options).toString());
      return true;
    } catch (IllegalStateException e) {
      refusal = e;
      return false;
    }
  }

  /// Starts a job.
  void call() {
    gateway.call(gateway.operatorKey(), name, "{}");
  }

  /// Whether no job is queued or runs.
  boolean ended() {
    JsonNode jobs = gateway.call(gateway.operatorKey(), "job-list", "{}");
    return jobs.path("rows").isEmpty();
  }

  void awaitEnd() {
    require(this::ended);
  }

  private void require(BooleanSupplier done) {
    if (!Waiting.until(done, Duration.ofMillis(50), PATIENCE)) {
      throw new IllegalStateException(
          "'%s' does not come or does not end".formatted(name), refusal);
    }
  }
}
