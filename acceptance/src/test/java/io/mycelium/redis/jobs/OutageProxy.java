package io.mycelium.redis.jobs;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// A proxy that is away as soon as so many bytes of requests have come, until it is mended.
final class OutageProxy extends CuttingProxy {
  private final AtomicLong left;
  private final AtomicLong passed = new AtomicLong();

  /// @param bytes of requests that are passed on before it goes away
  OutageProxy(int server, long bytes) throws IOException {
    super(server);
    this.left = new AtomicLong(bytes);
    start();
  }

  void mend() {
    left.set(Long.MAX_VALUE);
  }

  /// How many bytes of requests were passed on.
  long passed() {
    return passed.get();
  }

  @Override
  void requests(Socket client, Socket to) throws IOException {
    pass(
        client,
        to,
        count -> {
          if (left.addAndGet(-count) < 0) {
            noteCut();
            return false;
          }
          passed.addAndGet(count);
          return true;
        });
  }

  @Override
  void answers(Socket client, Socket to) throws IOException {
    to.getInputStream().transferTo(client.getOutputStream());
  }
}
