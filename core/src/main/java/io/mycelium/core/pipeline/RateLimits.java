package io.mycelium.core.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Token buckets by name, per gateway. Buckets that are full again are forgotten, oldest first, so
/// that strangers cannot fill the memory.
public final class RateLimits {
  private static final int KEPT = 10_000;

  private final int burst;
  private final double perMilli;
  private final InstantSource clock;

  /// Guarded by `this`: a few additions per call, never held over anything slow.
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  private record Bucket(double tokens, long at) {}

  /// @param burst calls that may come at once
  /// @param perSecond calls that may come in the long run
  public RateLimits(int burst, int perSecond, InstantSource clock) {
    this.burst = burst;
    this.perMilli = perSecond / 1000.0;
    this.clock = clock;
  }

  /// Takes a token.
  ///
  /// @return how long to wait for the next one, if none was left
  public synchronized Optional<Duration> take(String name) {
    long now = clock.millis();
    Bucket had = buckets.remove(name);
    double tokens = had == null ? burst : Math.min(burst, had.tokens + since(had, now) * perMilli);
    if (tokens < 1) {
      buckets.put(name, new Bucket(tokens, now));
      return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli)));
    }
    buckets.put(name, new Bucket(tokens - 1, now));
    if (buckets.size() > KEPT) {
      Iterator<Bucket> oldest = buckets.values().iterator();
      oldest.next();
      oldest.remove();
    }
    return Optional.empty();
  }

  /// A clock that was set back must not take tokens away.
  private static long since(Bucket had, long now) {
    return Math.max(0, now - had.at);
  }
}
