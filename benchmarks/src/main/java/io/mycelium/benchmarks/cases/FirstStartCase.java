package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The first start in a clone of what is committed here: it builds, from the local Maven
/// repository.
public final class FirstStartCase implements Case {
  private static final double PROMISED = 30;

  @Override
  public String name() {
    return "first-start";
  }

  @Override
  public List<Figure> run(Plan plan) {
    Path clone = plan.work().resolve("clone");
    clone(clone);
    try (Gateway gateway =
        Gateway.startAt(clone, plan.work().resolve("first-start"), Map.of("MYCELIUM_AOT", "off"))) {
      return List.of(
          Figure.of(
                  "start.first",
                  "ready, first start with build",
                  "s",
                  gateway.process().took().toMillis() / 1e3)
              .promised(PROMISED));
    }
  }

  private static void clone(Path to) {
    try {
      List<String> command =
          List.of("git", "clone", "--quiet", Checkout.home().toString(), to.toString());
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("git clone ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
