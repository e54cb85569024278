package io.mycelium.redis.embedded;

import java.time.Duration;

/// Decides whether and when a Redis that died is started again. For one thread.
final class RestartPolicy {
  private static final Duration QUICK = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int MOST_DEATHS = 6;

  private int deathsInARow;

  /// Counts a death. A life of at least 10 seconds makes up for all deaths before it.
  ///
  /// @param lived how long that life was
  /// @return false when there were six quick deaths in a row: another attempt is pointless
  boolean mayRestartAfter(Duration lived) {
    deathsInARow = lived.compareTo(QUICK) < 0 ? deathsInARow + 1 : 1;
    return deathsInARow < MOST_DEATHS;
  }

  int deathsInARow() {
    return deathsInARow;
  }

  /// Returns how long to wait before the next attempt: 20 ms after the first death, three times as
  /// long after each more.
  Duration pause() {
    return FIRST_PAUSE.multipliedBy(Math.powExact(3L, deathsInARow - 1));
  }
}
