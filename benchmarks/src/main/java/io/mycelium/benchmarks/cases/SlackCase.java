package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.bridge.slack.far.Ack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Slack's double in this process: slash commands while all that the gateway asks of Slack takes
/// two seconds.
public final class SlackCase implements Case {
  private static final int PER_SECOND = 200;
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final double ACKNOWLEDGED_PROMISED = 100;

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public List<String> settings() {
    return Settings.UNLIMITED;
  }

  /// A gateway that is bridged to a Slack.
  private record Rig(Plan plan, SlackEnd slack, Gateway gateway) {}

  @Override
  public List<Figure> run(Plan plan) {
    Path data = plan.work().resolve("slack");
    try (SlackEnd slack = SlackEnd.in(plan.work());
        Gateway gateway =
            Gateway.start(
                data,
                Map.of(),
                Settings.words(Settings.with(Settings.UNLIMITED, slack.settings())))) {
      FarEnd.show(slack, gateway, 1);
      return acknowledged(new Rig(plan, slack, gateway));
    }
  }

  private static List<Figure> acknowledged(Rig rig) {
    Plan plan = rig.plan();
    plan.say("%d slash commands a second".formatted(PER_SECOND));
    slashes(rig, plan.warmUp());
    rig.slack().faults().latency(SLOW);
    List<Double> medians = new ArrayList<>();
    List<Double> highest = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      double before = micros(rig);
      Latencies latencies = slashes(rig, plan.round());
      // The answers to the last of them.
      Waiting.pause(SLOW);
      costs.add((micros(rig) - before) / latencies.count());
      medians.add(latencies.millis(0.5));
      highest.add(latencies.millis(0.99));
    }
    rig.slack().faults().latency(Duration.ZERO);
    String what = "slash commands from Slack, %d/s, answers take 2 s: ".formatted(PER_SECOND);
    return List.of(
        Figure.of("slack.acknowledged.p50", what + "acknowledged p50", "ms", medians),
        Figure.of("slack.acknowledged.p99", what + "acknowledged p99", "ms", highest)
            .promised(ACKNOWLEDGED_PROMISED),
        Figure.of("slack.acknowledged.cpu", what + "gateway CPU", "us/op", costs));
  }

  /// An open loop: a late acknowledgement delays no other command.
  private static Latencies slashes(Rig rig, Duration time) {
    List<CompletableFuture<Ack>> sent = new ArrayList<>();
    long began = System.nanoTime();
    long commands = time.toSeconds() * PER_SECOND;
    for (long i = 0; i < commands; i++) {
      long due = began + i * Duration.ofSeconds(1).toNanos() / PER_SECOND;
      Waiting.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      sent.add(rig.slack().slashing("/mycelium task list"));
    }
    var latencies = new Latencies();
    sent.forEach(ack -> latencies.add(ack.join().took().toNanos()));
    return latencies;
  }

  private static double micros(Rig rig) {
    return Usage.processor(rig.gateway().pid()).toNanos() / 1e3;
  }
}
