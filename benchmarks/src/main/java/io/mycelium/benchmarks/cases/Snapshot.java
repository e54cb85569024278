package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counters of a moment: processor time by kind of thread, and the store's commands.
record Snapshot(Map<String, Duration> threads, Map<String, Long> commands) {
  static Snapshot of(Gateway gateway, Store store) {
    return new Snapshot(Usage.threads(gateway.pid()), store.calls());
  }

  static List<Figure> between(Snapshot before, Snapshot after, String id, double operations) {
    List<Figure> figures = new ArrayList<>();
    String title = id.replace('-', ' ') + ": ";
    for (var kind : new TreeMap<>(after.threads).entrySet()) {
      Duration was = before.threads.getOrDefault(kind.getKey(), Duration.ZERO);
      double micros = kind.getValue().minus(was).toNanos() / 1e3 / operations;
      String slug = kind.getKey().toLowerCase(Locale.ROOT).replace(' ', '-');
      figures.add(
          Figure.of(
              "%s.cpu.%s".formatted(id, slug), title + "of it, " + kind.getKey(), "us/op", micros));
    }
    for (var command : new TreeMap<>(after.commands).entrySet()) {
      long calls = command.getValue() - before.commands.getOrDefault(command.getKey(), 0L);
      if (calls > operations / 100) {
        figures.add(
            Figure.of(
                "%s.redis.%s".formatted(id, command.getKey()),
                title + "Redis " + command.getKey().toUpperCase(Locale.ROOT),
                "/op",
                calls / operations));
      }
    }
    return figures;
  }
}
