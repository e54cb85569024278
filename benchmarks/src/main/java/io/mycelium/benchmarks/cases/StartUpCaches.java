package io.mycelium.benchmarks.cases;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// The start-up caches of gateway, drone and command line, which the launcher makes in the
/// background after the first start.
final class StartUpCaches {
  private static final int PROGRAMS = 3;
  private static final Duration TRAINING = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(500);

  private StartUpCaches() {}

  /// Waits for them, after some program was started.
  ///
  /// @return whether they are there; when not, it was told
  static boolean await(Plan plan) {
    plan.say("waiting for the start-up caches");
    boolean there = Waiting.until(StartUpCaches::allThere, LOOK, TRAINING);
    if (!there) {
      plan.say("the launcher made no start-up caches; not measured");
    }
    return there;
  }

  private static boolean allThere() {
    Path caches = Checkout.home().resolve("gateway/target/aot");
    if (!Files.isDirectory(caches)) {
      return false;
    }
    try (Stream<Path> files = Files.list(caches)) {
      return files.filter(f -> f.toString().endsWith(".aot")).count() >= PROGRAMS;
    } catch (IOException e) {
      return false;
    }
  }
}
