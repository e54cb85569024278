package io.mycelium.core.link;

import java.time.Duration;

/// What a drone proves itself with for a while.
///
/// @param name what it was approved as
/// @param lasts from the answer on
public record Session(String token, String name, Duration lasts) {
  /// Without the token.
  @Override
  public String toString() {
    return "Session[name=%s, lasts=%s]".formatted(name, lasts);
  }
}
