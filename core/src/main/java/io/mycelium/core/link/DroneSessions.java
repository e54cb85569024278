package io.mycelium.core.link;

import java.util.Optional;

/// Who the drones are that reach the queue through a gateway. Blocks.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface DroneSessions {
  /// The drone to which a session was given that has not ended.
  Optional<EnrolledDrone> drone(String token);

  /// The same without asking the store, and so without blocking; empty when it has to be asked.
  Optional<EnrolledDrone> remembered(String token);
}
