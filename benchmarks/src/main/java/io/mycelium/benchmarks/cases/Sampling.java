package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.load.Load;
import io.mycelium.benchmarks.process.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Measures a load over and over: what it did, and the processor time that it took.
final class Sampling {
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);
  private static final double STEADY = 0.04;

  private final Plan plan;
  private final long server;
  private final List<Long> others;

  private boolean warm;

  /// One measurement.
  ///
  /// @param server microseconds of processor time of the server for one operation
  /// @param others the same of all other processes that were named
  record Sample(double perSecond, double server, double others, Latencies latencies) {}

  /// @param server the process that is measured
  /// @param others processes that work for it
  Sampling(Plan plan, long server, List<Long> others) {
    this.plan = plan;
    this.server = server;
    this.others = List.copyOf(others);
  }

  /// Lets the load run until an operation costs the same from one moment to the next; the first
  /// load of a process for the plan's time at least.
  void warmUp(Load load) {
    long began = System.nanoTime();
    double last = Double.MAX_VALUE;
    while (true) {
      double now = sample(load, WINDOW).server();
      Duration ran = Duration.ofNanos(System.nanoTime() - began);
      boolean steady = Math.abs(now - last) < last * STEADY;
      boolean enough = warm || ran.compareTo(plan.warmUp()) > 0;
      if ((steady && enough) || ran.compareTo(LONGEST_WARM_UP) > 0) {
        warm = true;
        plan.say("warm after %d s, %.0f us per operation".formatted(ran.toSeconds(), now));
        return;
      }
      last = now;
    }
  }

  List<Sample> rounds(Load load) {
    List<Sample> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      Sample sample = sample(load, plan.round());
      plan.say(
          "%,.0f/s, %.1f us, others %.1f us, p50 %.2f ms, p99 %.2f ms"
              .formatted(
                  sample.perSecond(),
                  sample.server(),
                  sample.others(),
                  sample.latencies().millis(0.5),
                  sample.latencies().millis(0.99)));
      rounds.add(sample);
    }
    return rounds;
  }

  private Sample sample(Load load, Duration time) {
    double before = micros(server);
    double othersBefore = othersMicros();
    long began = System.nanoTime();
    Latencies latencies = load.run(time);
    double seconds = (System.nanoTime() - began) / 1e9;
    double operations = latencies.count();
    return new Sample(
        operations / seconds,
        (micros(server) - before) / operations,
        (othersMicros() - othersBefore) / operations,
        latencies);
  }

  private double othersMicros() {
    return others.stream().mapToDouble(Sampling::micros).sum();
  }

  private static double micros(long pid) {
    return Usage.processor(pid).toNanos() / 1e3;
  }

  static List<Double> each(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream().map(value::applyAsDouble).toList();
  }
}
