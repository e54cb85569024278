package io.mycelium.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// What it was measured on.
public final class Machine {
  private Machine() {}

  public static Map<String, String> describe(Clock clock) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("measured on", LocalDate.now(clock).toString());
    facts.put(
        "machine",
        "%d cores for everything, the load included; %s; %s %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                first(Path.of("/proc/cpuinfo"), "model name"),
                System.getProperty("os.name"),
                System.getProperty("os.version")));
    facts.put("Java", System.getProperty("java.vendor.version") + ", the launcher's options");
    facts.put(
        "load of the machine before", Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    return facts;
  }

  private static String first(Path file, String field) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(field))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("unknown processor");
  }
}
