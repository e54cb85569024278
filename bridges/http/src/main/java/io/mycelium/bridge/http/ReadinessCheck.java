package io.mycelium.bridge.http;

import java.util.Optional;

/// One thing without which the gateway cannot serve.
///
/// @param name one word, such as `store`
/// @param probe what is wrong, in a few words; empty when all is well. May block for a moment, and
///   may throw [io.mycelium.core.state.StoreUnavailable]
public record ReadinessCheck(String name, Probe probe) {
  /// Looks once.
  @FunctionalInterface
  public interface Probe {
    Optional<String> trouble();
  }
}
