package io.mycelium.gateway;

import io.mycelium.core.job.Drone;
import io.mycelium.core.job.JobQueue;
import io.mycelium.core.job.QueueLine;
import io.mycelium.core.state.StoreUnavailable;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// How the queue is, for whoever scrapes. It is looked at while somebody reads, by one reader at a
/// time and not more often than [#FRESH]; others get what was seen last. While the queue cannot be
/// reached there is nothing but `mycelium_queue_up` 0. Blocks as long as a look does: not for event
/// loops. Thread-safe.
final class QueueMetrics implements MultiCollector {
  /// How long a look counts as new. Everybody may read metrics, and none of them needs more.
  static final Duration FRESH = Duration.ofSeconds(5);

  /// Classes that are told apart, of a thousand that there may be.
  static final int MOST_CLASSES = 50;

  private static final String OTHERS = "(others)";

  /// What was seen.
  private record Look(Instant at, MetricSnapshots seen) {}

  private final JobQueue queue;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicReference<Look> last =
      new AtomicReference<>(new Look(Instant.MIN, MetricSnapshots.of()));

  QueueMetrics(JobQueue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    if (stale() && looking.tryLock()) {
      try {
        if (stale()) {
          last.set(new Look(clock.instant(), look()));
        }
      } finally {
        looking.unlock();
      }
    }
    return last.get().seen();
  }

  private boolean stale() {
    return !clock.instant().minus(FRESH).isBefore(last.get().at());
  }

  private MetricSnapshots look() {
    try {
      JobQueue.Counts counts = queue.counts();
      List<Drone> drones = queue.drones();
      List<QueueLine> lines = queue.lines(drones);
      return MetricSnapshots.of(
          Stream.of(Stream.of(up(1), jobs(counts)), lines(lines), drones(drones))
              .flatMap(all -> all)
              .toArray(GaugeSnapshot[]::new));
    } catch (StoreUnavailable e) {
      return MetricSnapshots.of(up(0));
    }
  }

  private static GaugeSnapshot up(int up) {
    return gauge("mycelium_queue_up", "Whether the queue could be looked at", up);
  }

  private static GaugeSnapshot jobs(JobQueue.Counts counts) {
    return gauge(
        "mycelium_queue_jobs",
        "Jobs by state; dead ones are dead letters",
        "state",
        Stream.of(
            Map.entry("waiting", counts.waiting()),
            Map.entry("delayed", counts.delayed()),
            Map.entry("held", counts.held()),
            Map.entry("running", counts.running()),
            Map.entry("dead", counts.dead())));
  }

  private static Stream<GaugeSnapshot> lines(List<QueueLine> all) {
    List<QueueLine> deepest =
        all.stream().sorted(Comparator.comparingLong(QueueLine::waiting).reversed()).toList();
    List<QueueLine> own = deepest.subList(0, Math.min(MOST_CLASSES, deepest.size()));
    List<QueueLine> rest = deepest.subList(own.size(), deepest.size());
    double longest = rest.stream().mapToDouble(QueueMetrics::age).max().orElse(0);
    return Stream.of(
        gauge(
            "mycelium_queue_class_waiting",
            "Jobs that wait, by what they ask of a drone",
            "class",
            Stream.concat(
                own.stream().map(line -> Map.entry(name(line), line.waiting())),
                others(rest, rest.stream().mapToLong(QueueLine::waiting).sum()))),
        gauge(
            "mycelium_queue_class_oldest_seconds",
            "How long the first that waits has waited, by what it asks of a drone",
            "class",
            Stream.concat(
                own.stream().map(line -> Map.entry(name(line), age(line))), others(rest, longest))),
        gauge(
            "mycelium_queue_unserved",
            "Jobs that wait and that no live drone can serve",
            all.stream()
                .filter(line -> line.why().isPresent())
                .mapToLong(QueueLine::waiting)
                .sum()));
  }

  private static <N extends Number> Stream<Map.Entry<String, N>> others(
      List<QueueLine> rest, N all) {
    return rest.isEmpty() ? Stream.empty() : Stream.of(Map.entry(OTHERS, all));
  }

  private static String name(QueueLine line) {
    String name = line.jobClass().name();
    return name.isEmpty() ? "any" : name;
  }

  private static double age(QueueLine line) {
    return line.oldest().toMillis() / 1000.0;
  }

  private static Stream<GaugeSnapshot> drones(List<Drone> live) {
    return Stream.of(
        gauge("mycelium_drones_live", "Drones that are live", live.size()),
        gauge(
            "mycelium_drones_slots",
            "Jobs that live drones can run at once",
            live.stream().mapToInt(Drone::slots).sum()),
        gauge(
            "mycelium_drones_slots_free",
            "Slots of live drones without a job, as they said last",
            live.stream().mapToInt(drone -> Math.max(0, drone.slots() - drone.running())).sum()));
  }

  private static GaugeSnapshot gauge(String name, String help, Number value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(value, Labels.EMPTY))
        .build();
  }

  private static <N extends Number> GaugeSnapshot gauge(
      String name, String help, String label, Stream<Map.Entry<String, N>> values) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        value -> gauge.dataPoint(point(value.getValue(), Labels.of(label, value.getKey()))));
    return gauge.build();
  }

  private static GaugeDataPointSnapshot point(Number value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value.doubleValue()).labels(labels).build();
  }
}
