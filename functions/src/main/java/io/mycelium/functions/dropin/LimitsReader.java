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
        whole("concurrency", MOST_CONCURRENCY).orElse(standard.concurrency()),
        whole("processes", MOST_PROCESSES),
        cpus(),
        time("cpu-time"));
  }

  private Optional<Duration> time(String key) {
    Optional<String> text = given.text(key);
    Optional<Duration> read =
        text.flatMap(Scalars::duration)
            .filter(d -> d.compareTo(Duration.ofSeconds(1)) >= 0)
            .filter(d -> d.compareTo(LONGEST_TIME) <= 0);
    refuse(key, text, read, "1s to 24h, such as 90s or 15m");
    return read;
  }

  private long memory(String text) {
    Optional<Long> read =
        Scalars.size(text).filter(n -> n >= LEAST_MEMORY).filter(n -> n <= MOST_MEMORY);
    refuse("memory", Optional.of(text), read, "16m to 64g, such as 256m");
    return read.orElse(LEAST_MEMORY);
  }

  private Optional<Double> cpus() {
    Optional<String> text = given.text("cpus");
    Optional<Double> read =
        text.filter(t -> CPUS.matcher(t).matches())
            .map(Double::valueOf)
            .filter(n -> n >= LEAST_CPUS && n <= MOST_CPUS);
    refuse("cpus", text, read, "0.1 to 256, such as 2 or 0.5");
    return read;
  }

  private Optional<Integer> whole(String key, int most) {
    Optional<String> text = given.text(key);
    Optional<Integer> read =
        text.flatMap(Scalars::whole).filter(n -> n >= 1 && n <= most).map(Long::intValue);
    refuse(key, text, read, "a whole number from 1 to " + most);
    return read;
  }

  private void refuse(String key, Optional<String> text, Optional<?> read, String takes) {
    if (text.isPresent() && read.isEmpty()) {
      given.problem(key, "is '%s', but takes %s", Section.shown(text.get()), takes);
    }
  }
}
