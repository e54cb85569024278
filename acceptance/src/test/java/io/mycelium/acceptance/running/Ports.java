package io.mycelium.acceptance.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for gateways, which come back on theirs after a while. They lie below those that the
/// system gives to whoever asks, and each JVM has some of its own, so that nobody else takes one
/// meanwhile.
final class Ports {
  private static final int FIRST = 20_000;
  private static final int BLOCKS = 100;
  private static final int BLOCK = 100;

  private static final int OURS = FIRST + (int) (ProcessHandle.current().pid() % BLOCKS) * BLOCK;
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private Ports() {}

  /// One that nobody listens on.
  static int next() {
    for (int i = 0; i < BLOCK; i++) {
      int port = OURS + TAKEN.getAndIncrement() % BLOCK;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("all ports from %d on are taken".formatted(OURS));
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (IOException e) {
      return false; // somebody listens on it
    }
  }
}
