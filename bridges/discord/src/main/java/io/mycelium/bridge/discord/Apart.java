package io.mycelium.bridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;

/// Notices when JDA has not come back for too long. It tries again by itself, but may get stuck
/// where a connection breaks again just as it is made. Used by one thread.
final class Apart {
  /// JDA's longest pause between two tries, in seconds; none may be shorter.
  static final int LONGEST_PAUSE = 32;

  /// Longer than a pause and a try that finds no answer.
  static final Duration TOO_LONG = Duration.ofMinutes(2);

  private final InstantSource clock;
  private Optional<Instant> since = Optional.empty();

  Apart(InstantSource clock) {
    this.clock = clock;
  }

  /// A connection is made, which has its own time.
  void begins() {
    since = Optional.of(clock.instant());
  }

  /// Whether another connection has to be made. Says so once for each.
  boolean tooLong(JDA.Status status) {
    Instant now = clock.instant();
    if (status == JDA.Status.CONNECTED) {
      since = Optional.empty();
    } else if (since.isEmpty()) {
      since = Optional.of(now);
    } else if (!now.isBefore(since.get().plus(TOO_LONG))) {
      since = Optional.empty();
      return true;
    }
    return false;
  }
}
