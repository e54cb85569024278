package io.mycelium.drone.sandbox;

import java.util.Optional;

/// What a control group is told.
///
/// @param memoryBytes of all members together, their part of `/tmp` included
/// @param tasks processes and threads, those that prepare the run included
/// @param cpus processors; empty for all
record GroupLimits(long memoryBytes, int tasks, Optional<Double> cpus) {
  static final long PERIOD_MICROS = 100_000;

  /// Bubblewrap, its first process inside, and a shell.
  private static final int PREPARING = 3;

  /// What the program that opens the way to the proxy has for a moment.
  private static final int OPENING = 32;

  static GroupLimits of(Run run) {
    Limits limits = run.limits();
    int least = run.isProxied() ? OPENING : 0;
    return new GroupLimits(
        limits.memoryBytes(), Math.max(limits.processes(), least) + PREPARING, limits.cpus());
  }

  /// Microseconds of processor in each period.
  Optional<Long> quotaMicros() {
    return cpus.map(number -> Math.max(1_000, Math.round(number * PERIOD_MICROS)));
  }
}
