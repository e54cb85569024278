package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Child;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Recording;
import io.mycelium.benchmarks.process.Store;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The whole life of a job that does nothing: called, queued, claimed, contained, run, completed,
/// told.
public final class JobCase implements Case {
  private static final int JOBS = 200;
  private static final List<String> SETTINGS = List.of("drone.slots=4");

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public List<String> settings() {
    return SETTINGS;
  }

  @Override
  public List<Figure> run(Plan plan) {
    try (Store store = Store.start(plan.work().resolve("jobs-redis"));
        Gateway gateway =
            Gateway.start(
                plan.work().resolve("jobs"), store.environment(), Settings.words(SETTINGS))) {
      long drone = gateway.process().child(Child.DRONE);
      var function = Dropped.into(gateway, "bench-nothing", "exit 0\n");
      List<Round> rounds = new ArrayList<>();
      round(gateway.pid(), store.pid(), drone, function);
      var before = Snapshot.of(gateway, store);
      for (int i = 0; i < plan.rounds(); i++) {
        rounds.add(round(gateway.pid(), store.pid(), drone, function));
        plan.say("%s".formatted(rounds.getLast()));
      }
      var after = Snapshot.of(gateway, store);
      Recording.during(plan, gateway.pid(), "jobs", () -> work(function));
      List<Figure> figures = new ArrayList<>(figures(rounds));
      figures.addAll(Snapshot.between(before, after, "job", (double) JOBS * plan.rounds()));
      return figures;
    }
  }

  private record Round(double perSecond, double gateway, double redis, double drone) {}

  private static List<Figure> figures(List<Round> rounds) {
    String own = "job: drone CPU, without the script's";
    return List.of(
        figure("jobs.rate", "jobs that do nothing, 4 slots: rate", "1/s", rounds, Round::perSecond),
        figure("jobs.cpu", "job: gateway CPU", "us/job", rounds, Round::gateway),
        figure("jobs.redis-cpu", "job: Redis CPU", "us/job", rounds, Round::redis),
        figure("jobs.drone-cpu", own, "us/job", rounds, Round::drone));
  }

  private static Figure figure(
      String id, String title, String unit, List<Round> rounds, Function<Round, Double> part) {
    return Figure.of(id, title, unit, rounds.stream().map(part).toList());
  }

  private static Round round(long gateway, long redis, long drone, Dropped function) {
    double[] before = {micros(gateway), micros(redis), micros(drone)};
    long began = System.nanoTime();
    work(function);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Round(
        JOBS / seconds,
        (micros(gateway) - before[0]) / JOBS,
        (micros(redis) - before[1]) / JOBS,
        (micros(drone) - before[2]) / JOBS);
  }

  private static void work(Dropped function) {
    for (int i = 0; i < JOBS; i++) {
      function.call();
    }
    function.awaitEnd();
  }

  private static double micros(long pid) {
    return Usage.processor(pid).toNanos() / 1e3;
  }
}
