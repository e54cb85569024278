package io.mycelium.core.channel;

import java.util.Optional;

/// Calls behind buttons that one person alone was shown: kept for a day, found by tokens that
/// nobody can guess. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface HeldCalls {
  /// Keeps a call.
  ///
  /// @return its token, 32 letters, digits, `-` and `_`
  String hold(Held call);

  /// The call with that token; empty when there is none, or not any more.
  ///
  /// @param token anything that somebody sent
  Optional<Held> find(String token);
}
