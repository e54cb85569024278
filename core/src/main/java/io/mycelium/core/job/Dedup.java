package io.mycelium.core.job;

import java.time.Duration;

/// Which jobs count as the same although their ids differ.
///
/// @param key names the work, among all jobs of the room
/// @param window how long after one of them
public record Dedup(String key, Duration window, Mode mode) {
  /// What becomes of the later one.
  public enum Mode {
    /// It is refused while the window lasts: the first one stands.
    FIRST,
    /// It takes the place of the earlier one, if that has not started, and starts when the window
    /// is over without another.
    LAST
  }

  private static final int LONGEST = 200;

  /// @throws IllegalArgumentException when the key is empty or too long, or the window is
  public Dedup {
    if (key.isBlank() || key.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A de-duplication key has 1 to %d characters.".formatted(LONGEST));
    }
    if (window.toMillis() < 1 || window.toDays() > 30) {
      throw new IllegalArgumentException("A de-duplication window is 1 ms to 30 days.");
    }
  }
}
