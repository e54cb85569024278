package io.mycelium.core.peer;

/// What a peer is.
public enum PeerKind {
  PERSON,
  AGENT,
  DRONE,
  /// Mycelium itself, where no peer acted: expiries, relays, reports of trouble.
  SYSTEM
}
