package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Child;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.benchmarks.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Resident memory of the drone that `up` starts: while nothing happens, and the highest while a
/// job prints ten megabytes to its log.
public final class MemoryCase implements Case {
  private static final double PROMISED = 100;
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_JOB = Duration.ofMinutes(2);
  private static final String PRINT =
      "yes 'a line of a log, as jobs print it' | head -c 10000000 >&2\n";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> run(Plan plan) {
    try (Gateway gateway = Gateway.start(plan.work().resolve("memory"), Map.of())) {
      long drone = gateway.process().child(Child.DRONE);
      long redis = gateway.process().child(Child.REDIS);
      Waiting.pause(SETTLING);
      List<Figure> figures = new ArrayList<>();
      figures.add(idle(plan, "gateway", gateway.pid()));
      figures.add(idle(plan, "Redis", redis));
      figures.add(idle(plan, "drone", drone));
      List<Double> idle = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        idle.add(Usage.residentMegabytes(drone));
        Waiting.pause(Duration.ofSeconds(1));
      }
      var function = Dropped.into(gateway, "bench-print", PRINT);
      List<Double> printing = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        printing.add(highest(function, drone));
      }
      figures.addAll(
          List.of(
              Figure.of("drone.memory.idle", "drone, idle, resident", "MB", idle)
                  .promised(PROMISED),
              Figure.of(
                      "drone.memory.printing",
                      "drone while a job prints 10 MB, resident",
                      "MB",
                      printing)
                  .promised(PROMISED),
              Figure.of(
                  "gateway.memory.fresh",
                  "gateway after those jobs, resident",
                  "MB",
                  Usage.residentMegabytes(gateway.pid()))));
      return figures;
    }
  }

  private static Figure idle(Plan plan, String name, long pid) {
    double before = Usage.processor(pid).toNanos();
    Waiting.pause(plan.round());
    double part = (Usage.processor(pid).toNanos() - before) / plan.round().toNanos();
    String id = name.toLowerCase(Locale.ROOT) + ".idle.cpu";
    return Figure.of(id, name + ", idle: CPU", "% of a core", 100 * part);
  }

  private static double highest(Dropped function, long drone) {
    List<Double> seen = Collections.synchronizedList(new ArrayList<>());
    function.call();
    boolean ended =
        Waiting.until(
            () -> {
              seen.add(Usage.residentMegabytes(drone));
              return seen.size() % 10 == 0 && function.ended();
            },
            LOOK,
            LONGEST_JOB);
    if (!ended) {
      throw new IllegalStateException("the job that prints does not end");
    }
    return Collections.max(seen);
  }
}
