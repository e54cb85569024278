package io.mycelium.core.state;

import java.time.Duration;
import java.util.Optional;

/// Values that end by themselves, by name, for all gateways of a workspace. Blocks; call it on
/// virtual threads.
///
/// Every method throws [StoreUnavailable] when the store cannot be reached.
public interface ShortLived {
  /// Keeps a value, in place of one of that name.
  ///
  /// @param life after which it ends; at least a millisecond
  void keep(String name, String value, Duration life);

  Optional<String> find(String name);

  /// Reads a value and takes it away: of two that take it one gets it.
  Optional<String> take(String name);
}
