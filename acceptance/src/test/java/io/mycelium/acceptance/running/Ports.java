package io.mycelium.acceptance.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports for gateways, which come back on theirs after a while. They lie below those that the
/// system gives to whoever asks, and each JVM has some of its own, so that nobody else takes one
/// meanwhile.
final class Ports {
  private static final int FIRST = 20_000;
  private static final int BLOCKS = 100;
  private static final int BLOCK = 100;

  private static final Block OURS = Block.taken();
  private static final AtomicInteger TAKEN = new AtomicInteger();

  /// Ports that no other JVM gives out while this one lives.
  ///
  /// @param lock held for that, in a folder that all JVMs of a user share
  private record Block(int first, FileLock lock) {
    static Block taken() {
      int start = (int) (ProcessHandle.current().pid() % BLOCKS);
      try {
        Path folder =
            Files.createDirectories(
                Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "mycelium-ports-" + System.getProperty("user.name")));
        for (int i = 0; i < BLOCKS; i++) {
          int number = (start + i) % BLOCKS;
          FileChannel file =
              FileChannel.open(
                  folder.resolve(number + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.tryLock();
          if (lock != null) {
            return new Block(FIRST + number * BLOCK, lock);
          }
          file.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException("no ports can be taken", e);
      }
      throw new IllegalStateException("all blocks of ports are taken");
    }
  }

  private Ports() {}

  /// One that nobody listens on.
  static int next() {
    for (int i = 0; i < BLOCK; i++) {
      int port = OURS.first() + TAKEN.getAndIncrement() % BLOCK;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("all ports from %d on are taken".formatted(OURS.first()));
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (IOException e) {
      return false; // somebody listens on it
    }
  }
}
