package io.mycelium.redis.jobs;

import io.mycelium.core.state.StoreUnavailable;
import java.util.function.Supplier;

/// Asks until there is an answer, as gateways and drones do.
final class Persistently {
  private Persistently() {}

  static <T> T ask(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (StoreUnavailable e) {
        Thread.yield();
      }
    }
  }
}
