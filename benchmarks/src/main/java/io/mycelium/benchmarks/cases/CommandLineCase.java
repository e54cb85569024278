package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Started;
import io.mycelium.benchmarks.report.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A call of the command line, from the command to its end, launcher included; and beside it a Java
/// that only tells its version, to know what of it is Java's own.
public final class CommandLineCase implements Case {
  private static final double PROMISED = 300;
  private static final int TIMES = 15;

  @Override
  public String name() {
    return "cli";
  }

  @Override
  public List<Figure> run(Plan plan) {
    Path data = plan.work().resolve("cli");
    List<Figure> figures = new ArrayList<>();
    try (Gateway _ = Gateway.start(data, Map.of())) {
      if (!StartUpCaches.await(plan)) {
        return figures;
      }
      var environment = Map.of("MYCELIUM_DATA", data.toString());
      for (String line : List.of("whoami", "task list")) {
        List<String> words = Checkout.launcher(Checkout.home(), List.of(line.split(" ")));
        String title = "./mycelium %s, from the command to its end".formatted(line);
        figures.add(
            Figure.of("cli." + words.getLast(), title, "ms", times(words, plan, environment))
                .promised(PROMISED));
      }
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      List<String> bare = List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-version");
      figures.add(
          Figure.of("cli.java", "java -version, beside it", "ms", times(bare, plan, environment)));
    }
    return figures;
  }

  private static List<Double> times(
      List<String> words, Plan plan, Map<String, String> environment) {
    List<Double> times = new ArrayList<>();
    // The first one finds the files in no memory.
    Started.run(words, plan.work(), environment);
    for (int i = 0; i < TIMES; i++) {
      Duration took = Started.run(words, plan.work(), environment);
      times.add(took.toNanos() / 1e6);
    }
    return times;
  }
}
