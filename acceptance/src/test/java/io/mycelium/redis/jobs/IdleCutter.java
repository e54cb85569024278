package io.mycelium.redis.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy that cuts connections whose request is not answered in time.
final class IdleCutter implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final Duration patience;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();

  /// @param patience how long an answer may take
  IdleCutter(int server, Duration patience) throws IOException {
    this.server = server;
    this.patience = patience;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// How many pieces of requests came, small requests whole.
  int requests() {
    return requests.get();
  }

  /// How many connections were cut.
  int cut() {
    return cut.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
        to.setSoTimeout(Math.toIntExact(patience.toMillis()));
        Thread.ofVirtual().start(() -> requests(client, to));
        Thread.ofVirtual().start(() -> answers(client, to));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void requests(Socket client, Socket to) {
    try (client;
        to) {
      InputStream from = client.getInputStream();
      OutputStream into = to.getOutputStream();
      byte[] some = new byte[64 << 10];
      for (int count = from.read(some); count >= 0; count = from.read(some)) {
        requests.incrementAndGet();
        into.write(some, 0, count);
      }
    } catch (IOException e) {
      // Closed by the other direction.
      return;
    }
  }

  private void answers(Socket client, Socket to) {
    try (client;
        to) {
      to.getInputStream().transferTo(client.getOutputStream());
    } catch (SocketTimeoutException e) {
      cut.incrementAndGet();
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
