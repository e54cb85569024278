package io.mycelium.chatting;

import java.time.Duration;

/// Waits between two tries.
public final class Pause {
  private Pause() {}

  /// Waits so long.
  ///
  /// @return whether it is over; not when the thread was interrupted, which it still is then
  public static boolean over(Duration length) {
    try {
      Thread.sleep(length);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
