package io.mycelium.core.state;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks a store again that did not answer, for work that may be done twice: a short outage shall
/// not end what took long to come so far.
public final class FewTries {
  private static final int MOST = 4;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private FewTries() {}

  /// Does the work, four times at most. Blocks for the pauses between.
  ///
  /// @throws StoreUnavailable when the last time failed too, or the thread was interrupted
  public static <T> T of(Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return work.get();
      } catch (StoreUnavailable e) {
        if (tried == MOST || !paused()) {
          throw e;
        }
      }
    }
  }

  /// Whether nobody interrupted the pause.
  private static boolean paused() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
