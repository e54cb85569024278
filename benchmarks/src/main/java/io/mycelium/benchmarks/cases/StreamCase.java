package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.EventStreams;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.load.Requests;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Recording;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A hundred open event streams while a hundred posts a second are made: from the time at which a
/// post was due to be sent to its event on each stream.
public final class StreamCase implements Case {
  private static final int STREAMS = 100;
  private static final int PER_SECOND = 100;

  /// More than is measured, so that the compiler is done when that begins.
  private static final int WARM_UP_PER_SECOND = 300;

  private static final double PROMISED = 50;
  private static final int CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> SETTINGS =
      List.of("http.max-streams-per-peer=%d".formatted(2 * STREAMS));

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public List<String> settings() {
    return SETTINGS;
  }

  @Override
  public List<Figure> run(Plan plan) {
    var data = plan.work().resolve("streams");
    try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(SETTINGS))) {
      String key = gateway.member("load");
      List<Double> medians = new ArrayList<>();
      List<Double> highest = new ArrayList<>();
      List<Double> costs = new ArrayList<>();
      int first = 0;
      double deliveries = 0;
      first += round(plan, gateway, key, first, WARM_UP_PER_SECOND, plan.warmUp()).sent();
      Map<String, Duration> before = Usage.threads(gateway.pid());
      for (int i = 0; i < plan.rounds(); i++) {
        Round round = round(plan, gateway, key, first, PER_SECOND, plan.round());
        first += round.sent();
        deliveries += round.latencies().count();
        medians.add(round.latencies().millis(0.5));
        highest.add(round.latencies().millis(0.99));
        costs.add(round.micros() / round.latencies().count());
      }
      String what = "%d streams, %d events/s: ".formatted(STREAMS, PER_SECOND);
      List<Figure> figures = new ArrayList<>();
      figures.addAll(
          List.of(
              Figure.of("streams.p50", what + "p50", "ms", medians),
              Figure.of("streams.p99", what + "p99", "ms", highest).promised(PROMISED),
              Figure.of("streams.cpu", what + "gateway CPU per delivery", "us", costs)));
      figures.addAll(
          Snapshot.threads(before, Usage.threads(gateway.pid()), "delivery", deliveries));
      return figures;
    }
  }

  /// @param micros processor time of the gateway
  private record Round(int sent, Latencies latencies, double micros) {}

  private static Round round(
      Plan plan, Gateway gateway, String key, int first, int perSecond, Duration time) {
    int most = first + 2 * perSecond * Math.toIntExact(time.toSeconds() + 1);
    try (var streams = new EventStreams(gateway.url(), key, STREAMS, most)) {
      Waiting.require(() -> streams.open() == STREAMS, "open all streams", PATIENCE);
      var says =
          Requests.call(gateway.url(), key, "say", "{\"text\":\"All is well at ~{n}\"}", first);
      double before = Usage.processor(gateway.pid()).toNanos() / 1e3;
      long sent;
      try (Load load = Load.openLoop(gateway.url(), CONNECTIONS, perSecond, says, streams::due)) {
        Recording.during(plan, gateway.pid(), "streams", () -> load.run(time));
        sent = load.stop();
      }
      long expected = sent * STREAMS;
      Waiting.require(() -> streams.seen() >= expected, "deliver every event", PATIENCE);
      double micros = Usage.processor(gateway.pid()).toNanos() / 1e3 - before;
      Latencies latencies = streams.latencies();
      plan.say(
          "%d posts, p50 %.2f ms, p99 %.2f ms"
              .formatted(sent, latencies.millis(0.5), latencies.millis(0.99)));
      return new Round(Math.toIntExact(sent), latencies, micros);
    }
  }
}
