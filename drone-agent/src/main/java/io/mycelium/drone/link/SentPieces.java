package io.mycelium.drone.link;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Which pieces of files the gateway has of late, by their digests: a file that broke off goes on
/// behind them. Safe for use by many threads.
final class SentPieces {
  /// Half of what the gateway keeps a piece for: the rest of the file needs its time, too.
  private static final Duration TRUSTED = Duration.ofMinutes(10);

  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /// @param nanos as of [System#nanoTime]
  SentPieces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void add(String digest) {
    sent.put(digest, nanos.getAsLong());
  }

  /// Whether the gateway still has it, as far as one can know here.
  boolean has(String digest) {
    long now = nanos.getAsLong();
    sent.values().removeIf(at -> now - at > TRUSTED.toNanos());
    return sent.containsKey(digest);
  }

  /// Knows nothing any more.
  void forget() {
    sent.clear();
  }
}
