package io.mycelium.drone.sandbox.egress;

import java.io.IOException;

/// Runs inside of a sandbox before its command: opens a port of the loopback there, and hands it to
/// the drone, which listens at it from outside.
///
/// Nothing of it stays: what a sandbox's command meets is the port alone.
final class DoorOpener {
  private DoorOpener() {}

  /// Opens it, or says why not and ends with 1.
  ///
  /// @param arguments the path of the drone's socket, and the port
  public static void main(String... arguments) {
    try {
      int port = Sockets.listenOnLoopback(Integer.parseInt(arguments[1]));
      Sockets.hand(Sockets.connectTo(arguments[0]), port);
    } catch (IOException e) {
      System.err.println("The way to the allowed hosts cannot be opened: ".concat(e.toString()));
      System.exit(1);
    }
  }
}
