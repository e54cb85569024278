package io.mycelium.bridge.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mycelium.core.function.Catalogue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts and times calls by command and outcome. What strangers type never becomes a label.
final class CallMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Catalogue.Source catalogue;

  /// By command, then by outcome; as many as there are commands.
  private final Map<String, Map<String, Timer>> timers = new ConcurrentHashMap<>();

  CallMetrics(MeterRegistry registry, Catalogue.Source catalogue) {
    this.registry = registry;
    this.catalogue = catalogue;
  }

  /// @param command as it came in
  void count(String command, String outcome, long nanos) {
    String known = catalogue.current().find(command).isPresent() ? command : "unknown";
    timers
        .computeIfAbsent(known, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(outcome, o -> timer(known, o))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String command, String outcome) {
    return Timer.builder("mycelium.http.calls")
        .description("Calls of commands")
        .tag("command", command)
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
