package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.EventStreams;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a thousand open event streams cost on which nothing happens.
public final class IdleStreamsCase implements Case {
  private static final int STREAMS = 1_000;
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> SETTINGS =
      List.of("http.max-streams=2000", "http.max-streams-per-peer=2000");

  @Override
  public String name() {
    return "idle-streams";
  }

  @Override
  public List<String> settings() {
    return SETTINGS;
  }

  @Override
  public List<Figure> run(Plan plan) {
    var data = plan.work().resolve("idle-streams");
    try (Gateway gateway = Gateway.start(data, Map.of(), Settings.words(SETTINGS))) {
      String key = gateway.member("load");
      Waiting.pause(SETTLING);
      double before = Usage.residentMegabytes(gateway.pid());
      try (var streams = new EventStreams(gateway.url(), key, STREAMS, 1)) {
        Waiting.require(() -> streams.open() == STREAMS, "open all streams", PATIENCE);
        Waiting.pause(SETTLING);
        List<Double> resident = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
          double cpu = Usage.processor(gateway.pid()).toNanos();
          Waiting.pause(plan.round());
          share.add(
              100 * (Usage.processor(gateway.pid()).toNanos() - cpu) / plan.round().toNanos());
          resident.add(Usage.residentMegabytes(gateway.pid()));
        }
        String what = "1,000 idle streams: ";
        double more = resident.getLast() - before;
        return List.of(
            Figure.of("idle-streams.memory", what + "gateway, resident", "MB", resident),
            Figure.of(
                "idle-streams.each", what + "gateway memory each", "kB", more * 1_000 / STREAMS),
            Figure.of("idle-streams.cpu", what + "gateway CPU", "% of a core", share));
      }
    }
  }
}
