package io.mycelium.core.state;

import java.time.Duration;

/// What one gateway of a workspace may have at a time, by name, such as a connection that must not
/// be open twice. A lease ends by itself when its owner dies. Blocks; call it on virtual threads.
///
/// Every method throws [StoreUnavailable] when the store cannot be reached; an owner that cannot
/// renew a lease in its time has lost it.
public interface Leases {
  /// Takes a lease that nobody has.
  ///
  /// @param owner unique for each that may want it; who has the lease already has it for longer
  /// @param life after which it ends unless it is renewed; at least a millisecond
  /// @return whether the owner has it now
  boolean acquire(String name, String owner, Duration life);

  /// Keeps a lease for longer.
  ///
  /// @return whether the owner has it still
  boolean renew(String name, String owner, Duration life);

  /// Gives a lease back; one that somebody else has stays as it is.
  void release(String name, String owner);
}
