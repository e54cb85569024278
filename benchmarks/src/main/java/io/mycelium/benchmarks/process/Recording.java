package io.mycelium.benchmarks.process;

import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.report.HotSpots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A flight recording of a running process, by samples of processor time.
public final class Recording {
  private static final String NAME = "benchmark";

  private Recording() {}

  /// Does the work, once more when profiles are wanted: recorded, apart from what is measured.
  public static void during(Plan plan, long pid, String name, Runnable work) {
    if (!plan.profile()) {
      work.run();
      return;
    }
    Path folder = Checkout.home().resolve("benchmarks/target");
    Path file = folder.resolve("profile-%s.jfr".formatted(name));
    String events = "jdk.CPUTimeSample#enabled=true jdk.CPUTimeSample#throttle=5ms";
    jcmd(pid, "JFR.start name=%s %s".formatted(NAME, events));
    work.run();
    jcmd(pid, "JFR.stop name=%s filename=%s".formatted(NAME, file));
    try {
      String text = HotSpots.of(file).text();
      Files.writeString(folder.resolve("profile-%s.txt".formatted(name)), text);
      plan.say("profile of %s:%n%s".formatted(name, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void jcmd(long pid, String words) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    List<String> command = new ArrayList<>(List.of(program, Long.toString(pid)));
    command.addAll(List.of(words.split(" ")));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("jcmd failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
