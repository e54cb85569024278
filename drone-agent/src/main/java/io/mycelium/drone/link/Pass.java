package io.mycelium.drone.link;

/// What a drone proves itself with to its gateway. Safe for use by many threads.
public interface Pass {
  /// The token of a session; opens one when there is none. Blocks.
  ///
  /// @throws io.mycelium.core.state.StoreUnavailable when the gateway cannot be reached
  String token();

  /// A session was refused, and is not used again.
  void refused(String token);
}
