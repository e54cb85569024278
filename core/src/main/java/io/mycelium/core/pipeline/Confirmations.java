package io.mycelium.core.pipeline;

import io.mycelium.core.peer.Caller;

/// Single-use tokens with which a caller confirms one exact call.
public interface Confirmations {
  /// A new token for the call, good for two minutes.
  ///
  /// @param digest of the call: command, definition, options and room
  String issue(Caller caller, String digest);

  /// Whether the token was issued to the caller for that call; it is spent by asking.
  boolean redeem(Caller caller, String digest, String token);
}
