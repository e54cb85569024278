package io.mycelium.bridge.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which messages came of which deliveries, as Discord told over the connection: it tells the
/// writer's mark there, and nowhere later. Kept for the newest ones. Safe for many threads.
final class Echoes {
  private static final int MOST = 5_000;

  private final Map<String, String> messages =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void heard(String delivery, String message) {
    messages.put(delivery, message);
  }

  /// The message of a delivery, if it is known.
  synchronized Optional<String> of(String delivery) {
    return Optional.ofNullable(messages.get(delivery));
  }
}
