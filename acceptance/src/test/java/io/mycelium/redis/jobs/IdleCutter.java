package io.mycelium.redis.jobs;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy that cuts connections whose request is not answered in time.
final class IdleCutter extends CuttingProxy {
  private final Duration patience;
  private final AtomicInteger requests = new AtomicInteger();

  /// @param patience how long an answer may take
  IdleCutter(int server, Duration patience) throws IOException {
    super(server);
    this.patience = patience;
    start();
  }

  /// How many pieces of requests came, small requests whole.
  int requests() {
    return requests.get();
  }

  @Override
  void requests(Socket client, Socket to) throws IOException {
    pass(
        client,
        to,
        _ -> {
          requests.incrementAndGet();
          return true;
        });
  }

  @Override
  void answers(Socket client, Socket to) throws IOException {
    to.setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      to.getInputStream().transferTo(client.getOutputStream());
    } catch (SocketTimeoutException e) {
      noteCut();
    }
  }
}
