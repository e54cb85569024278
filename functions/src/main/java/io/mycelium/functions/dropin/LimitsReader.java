package io.mycelium.functions.dropin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a manifest says of limits.
final class LimitsReader {
  private static final List<String> KEYS =
      List.of("timeout", "memory", "cpus", "processes", "cpu-time", "concurrency");
  private static final Duration LONGEST_TIME = Duration.ofHours(24);
  private static final long LEAST_MEMORY = 16L << 20;
  private static final long MOST_MEMORY = 64L << 30;
  private static final int MOST_CONCURRENCY = 256;
  private static final int MOST_PROCESSES = 4_096;
  private static final Pattern CPUS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,2})?");
  private static final double LEAST_CPUS = 0.1;
  private static final double MOST_CPUS = 256;

  private final Section given;

  private LimitsReader(Section given) {
    this.given = given;
  }

  /// Reads the section; what it does not say is as usual.
  static Manifest.Limits read(Section given) {
    return new LimitsReader(given.allow(KEYS)).limits();
  }

  private Manifest.Limits limits() {
    Manifest.Limits standard = Manifest.Limits.STANDARD;
    return new Manifest.Limits(
        time("timeout").orElse(standard.timeout()),
        given.text("memory").map(this::memory).orElse(standard.memoryBytes()),
        given.whole("concurrency", MOST_CONCURRENCY).orElse(standard.concurrency()),
        given.whole("processes", MOST_PROCESSES),
        cpus(),
        time("cpu-time"));
  }

  private Optional<Duration> time(String key) {
    return given.time(key, Duration.ofSeconds(1), LONGEST_TIME, "1s to 24h, such as 90s or 15m");
  }

  private long memory(String text) {
    return given
        .read(
            "memory",
            Scalars.size(text).filter(n -> n >= LEAST_MEMORY).filter(n -> n <= MOST_MEMORY),
            "16m to 64g, such as 256m")
        .orElse(LEAST_MEMORY);
  }

  private Optional<Double> cpus() {
    return given.read(
        "cpus",
        given
            .text("cpus")
            .filter(t -> CPUS.matcher(t).matches())
            .map(Double::valueOf)
            .filter(n -> n >= LEAST_CPUS && n <= MOST_CPUS),
        "0.1 to 256, such as 2 or 0.5");
  }
}
