package io.mycelium.redis.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy between drones and their gateway that cuts connections; which ones, its kinds say.
abstract class CuttingProxy implements AutoCloseable {
  /// What it reads at once.
  private static final int PIECE = 64 << 10;

  private final ServerSocket listening;
  private final int server;
  private final AtomicInteger cut = new AtomicInteger();

  CuttingProxy(int server) throws IOException {
    this.server = server;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /// Begins to pass on what comes.
  final void start() {
    Thread.ofVirtual().start(this::accept);
  }

  final URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// How many connections were cut.
  final int cut() {
    return cut.get();
  }

  /// Counts one.
  final void noteCut() {
    cut.incrementAndGet();
  }

  /// Looks at pieces before they are passed on.
  @FunctionalInterface
  interface Look {
    /// Whether a piece of so many bytes is passed on, and more behind it.
    boolean at(int count);
  }

  /// Passes on what comes from one end, until it ends or there is to be no more.
  static void pass(Socket from, Socket to, Look look) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] some = new byte[PIECE];
    for (int count = in.read(some); count >= 0 && look.at(count); count = in.read(some)) {
      out.write(some, 0, count);
    }
  }

  /// Passes on what a client says, until one of them ends.
  abstract void requests(Socket client, Socket to) throws IOException;

  /// Passes on what the server says, until one of them ends or the connection is to be cut.
  abstract void answers(Socket client, Socket to) throws IOException;

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> passed(client, to, this::requests));
        Thread.ofVirtual().start(() -> passed(client, to, this::answers));
      } catch (IOException e) {
        return;
      }
    }
  }

  /// One direction of a connection.
  @FunctionalInterface
  private interface Direction {
    void pass(Socket client, Socket to) throws IOException;
  }

  private static void passed(Socket client, Socket to, Direction direction) {
    try (client;
        to) {
      direction.pass(client, to);
    } catch (IOException e) {
      // Closed by the other direction.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
