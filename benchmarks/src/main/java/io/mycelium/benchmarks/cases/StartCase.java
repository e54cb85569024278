package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// From `./mycelium up` to its line `ready`, in a checkout that is built, with a new data folder
/// each time.
public final class StartCase implements Case {
  private static final double PROMISED = 2.0;
  private static final int TIMES = 5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> run(Plan plan) {
    List<Figure> figures = new ArrayList<>();
    List<Double> without = times(plan, "off");
    if (cached(plan)) {
      String title = "ready, from the command to the line";
      figures.add(Figure.of("start.ready", title, "s", times(plan, "on")).promised(PROMISED));
    }
    figures.add(Figure.of("start.ready.no-cache", "ready, without start-up cache", "s", without));
    return figures;
  }

  private static boolean cached(Plan plan) {
    try (Gateway _ = start(plan, "training", "on")) {
      return StartUpCaches.await(plan);
    }
  }

  private static List<Double> times(Plan plan, String cache) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      try (Gateway gateway = start(plan, "start-%s-%d".formatted(cache, i), cache)) {
        times.add(gateway.process().took().toMillis() / 1e3);
      }
    }
    return times;
  }

  private static Gateway start(Plan plan, String folder, String cache) {
    return Gateway.start(plan.work().resolve(folder), Map.of("MYCELIUM_AOT", cache));
  }
}
