package io.mycelium.drone.link;

import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.state.StoreUnavailable;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long a request for work is to wait: as long as what is between lets it. Safe for use by many
/// threads.
///
/// A proxy that cuts idle requests does it after the same time again and again, so the drone keeps
/// well below it. A gateway that was killed ends requests too; that is seen by the next one, which
/// nobody answers either, and nothing is learned from it.
final class Patience {
  /// After that the proxy may be another.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Duration least;
  private final LongSupplier nanoTime;
  private Duration most = ClaimRequest.LONGEST_WAIT;
  private long since;

  /// Nobody answered yet since a request was cut off.
  private boolean doubtful;

  /// @param least shorter waits would cost more than what is cut off
  /// @param nanoTime as [System#nanoTime]
  Patience(Duration least, LongSupplier nanoTime) {
    this.least = least;
    this.nanoTime = nanoTime;
  }

  synchronized Duration now() {
    if (nanoTime.getAsLong() - since > REMEMBERED.toNanos()) {
      most = ClaimRequest.LONGEST_WAIT;
    }
    return most;
  }

  /// Somebody answered.
  synchronized void answered() {
    doubtful = false;
  }

  /// Learns from a request that failed.
  ///
  /// @param lasted how long it was open
  /// @return a [CutOff], if it was one; else the failure itself
  synchronized StoreUnavailable failed(StoreUnavailable why, Duration lasted) {
    if (lasted.compareTo(least) >= 0 && isSilent(why)) {
      Duration shorter = lasted.multipliedBy(3).dividedBy(4);
      most = shorter.compareTo(least) < 0 ? least : shorter;
      since = nanoTime.getAsLong();
      doubtful = true;
      return new CutOff(why);
    }
    if (doubtful) {
      most = ClaimRequest.LONGEST_WAIT;
      doubtful = false;
    }
    return why;
  }

  /// Whether the gateway itself did not speak. A proxy may do so in its place.
  private static boolean isSilent(StoreUnavailable why) {
    return !(why.getCause() instanceof LinkRefused refused) || refused.code().isEmpty();
  }
}
