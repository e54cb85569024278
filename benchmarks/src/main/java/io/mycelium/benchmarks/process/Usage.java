package io.mycelium.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What Linux knows about a process. The clock of processor time ticks a hundred times a second.
public final class Usage {
  private static final long TICK_NANOS = 10_000_000;

  /// Fields behind the name, which is in parentheses and may hold anything.
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /// How names begin; Linux keeps fifteen characters of them. The serial collector works on the
  /// virtual machine's own thread.
  private static final Map<String, String> PURPOSES =
      Map.of(
          "vert.x-event", "HTTP event loops",
          "lettuce-", "Redis client",
          "ForkJoinPool", "virtual threads",
          "C1 Compiler", "compiler",
          "C2 Compiler", "compiler",
          "VM Thread", "collector");

  private Usage() {}

  /// Processor time of all threads so far, user and system.
  public static Duration processor(long pid) {
    return ticks(Path.of("/proc", Long.toString(pid), "stat"));
  }

  /// Processor time so far of the threads that live, by what they are for.
  public static Map<String, Duration> threads(long pid) {
    Map<String, Duration> kinds = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        kinds.merge(kind(read(task.resolve("comm"))), ticks(task.resolve("stat")), Duration::plus);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kinds;
  }

  private static String kind(String name) {
    return PURPOSES.entrySet().stream()
        .filter(purpose -> name.startsWith(purpose.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other");
  }

  private static Duration ticks(Path stat) {
    String text = read(stat);
    List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    long ticks = Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
    return Duration.ofNanos(ticks * TICK_NANOS);
  }

  /// Memory of a process that is in RAM now, in megabytes (10^6).
  public static double residentMegabytes(long pid) {
    String line =
        read(Path.of("/proc", Long.toString(pid), "status"))
            .lines()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("process %d has ended".formatted(pid)));
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
