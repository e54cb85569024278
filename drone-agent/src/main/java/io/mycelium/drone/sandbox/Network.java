package io.mycelium.drone.sandbox;

/// Which network a command has.
public enum Network {
  /// Not even the machine's loopback.
  NONE,
  /// That of the machine, its loopback and its abstract sockets included.
  FULL
}
