package io.mycelium.functions.catalogue;

import io.mycelium.core.job.JobLimits;
import io.mycelium.functions.dropin.Manifest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What a function's jobs may use, for people.
final class LimitsText {
  private LimitsText() {}

  /// Such as `300s, 512 MiB, 1.5 cpus, 128 processes, 16 calls at once`.
  static String of(Manifest.Limits limits) {
    List<String> parts = new ArrayList<>();
    parts.add(limits.timeout().toSeconds() + "s");
    limits.cpuTime().ifPresent(time -> parts.add(time.toSeconds() + "s of processor time"));
    parts.add((limits.memoryBytes() >> 20) + " MiB");
    limits
        .cpus()
        .map(cpus -> BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString())
        .ifPresent(cpus -> parts.add(cpus + " cpus"));
    parts.add(limits.processes().orElse(JobLimits.STANDARD.processes()) + " processes");
    parts.add(limits.concurrency() + " calls at once");
    return String.join(", ", parts);
  }
}
