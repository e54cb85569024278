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

/// Counters of a moment: processor time by what threads are for, and the store's commands.
record Snapshot(Map<String, Duration> threads, Map<String, Long> commands) {
  /// Commands that come less often than once in a hundred operations are not told.
  private static final double RARE = 0.01;

  static Snapshot of(Gateway gateway, Store store) {
    return new Snapshot(Usage.threads(gateway.pid()), store.calls());
  }

  /// What there was between two moments, for one operation.
  static List<Figure> between(Snapshot before, Snapshot after, String id, double operations) {
    List<Figure> figures = new ArrayList<>(threads(before.threads, after.threads, id, operations));
    String title = id.replace('-', ' ') + ": Redis ";
    for (var command : new TreeMap<>(after.commands).entrySet()) {
      double calls =
          (command.getValue() - before.commands.getOrDefault(command.getKey(), 0L)) / operations;
      if (calls > RARE) {
        String name = command.getKey();
        figures.add(
            Figure.of(
                "%s.redis.%s".formatted(id, name),
                title + name.toUpperCase(Locale.ROOT),
                "/op",
                calls));
      }
    }
    return figures;
  }

  /// Processor time by what threads are for.
  static List<Figure> threads(
      Map<String, Duration> before, Map<String, Duration> after, String id, double operations) {
    List<Figure> figures = new ArrayList<>();
    for (var kind : new TreeMap<>(after).entrySet()) {
      Duration was = before.getOrDefault(kind.getKey(), Duration.ZERO);
      double micros = kind.getValue().minus(was).toNanos() / 1e3 / operations;
      String slug = kind.getKey().toLowerCase(Locale.ROOT).replace(' ', '-');
      String title = "%s: of it, %s".formatted(id.replace('-', ' '), kind.getKey());
      figures.add(Figure.of("%s.cpu.%s".formatted(id, slug), title, "us/op", micros));
    }
    return figures;
  }
}
