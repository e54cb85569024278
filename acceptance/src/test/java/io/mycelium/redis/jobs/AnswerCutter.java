package io.mycelium.redis.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A proxy that hands requests on and drops answers: the server did the work, and the client does
/// not hear of it.
final class AnswerCutter implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final int every;
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

  /// @param every so many answers are passed on before one is dropped, less one
  AnswerCutter(int server, int every) throws IOException {
    this.server = server;
    this.every = every;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// How many answers were dropped, or cut.
  int cut() {
    return cut.get();
  }

  /// Lets one answer through up to so many bytes.
  void cutNextAfter(long bytes) {
    limit.set(bytes);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
        Thread.ofVirtual().start(() -> requests(client, to));
        Thread.ofVirtual().start(() -> answers(client, to));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void requests(Socket client, Socket to) {
    try (client;
        to) {
      client.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Closed by the other direction.
      return;
    }
  }

  private void answers(Socket client, Socket to) {
    try (client;
        to) {
      InputStream from = to.getInputStream();
      OutputStream into = client.getOutputStream();
      byte[] some = new byte[64 << 10];
      for (int count = from.read(some); count >= 0; count = from.read(some)) {
        if (answers.incrementAndGet() % every == 0 || limit.addAndGet(-count) < 0) {
          cut.incrementAndGet();
          limit.set(Long.MAX_VALUE);
          return;
        }
        into.write(some, 0, count);
      }
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
