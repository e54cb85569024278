package io.mycelium.redis.state;

import io.mycelium.core.state.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What values were read as, so that a list whose aggregates have not changed is not read from JSON
/// again each time: that would be most of its cost. Redis is asked all the same; what is known is
/// taken only for the very same value, so it cannot be stale.
///
/// Safe for use by many threads.
final class KnownStates {
  private static final int MOST = 2_000;

  /// In characters; larger values are rare, and would take much memory.
  private static final int LONGEST = 2_048;

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(String value, Stored<?> stored) {}

  /// What the value of the key was read as.
  Optional<Stored<?>> find(String key, String value) {
    Known had = known.get(key);
    return had != null && had.value().equals(value) ? Optional.of(had.stored()) : Optional.empty();
  }

  /// Remembers a value. When there are too many, all are forgotten: the ones in use are soon back.
  void put(String key, String value, Stored<?> stored) {
    if (value.length() > LONGEST) {
      return;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(key, new Known(value, stored));
  }
}
