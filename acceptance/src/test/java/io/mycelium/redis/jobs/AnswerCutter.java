package io.mycelium.redis.jobs;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A proxy that hands requests on and drops answers: the server did the work, and the client does
/// not hear of it.
final class AnswerCutter extends CuttingProxy {
  private final int every;
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicLong limit = new AtomicLong(Long.MAX_VALUE);

  /// @param every so many answers are passed on before one is dropped, less one
  AnswerCutter(int server, int every) throws IOException {
    super(server);
    this.every = every;
    start();
  }

  /// Lets one answer through up to so many bytes.
  void cutNextAfter(long bytes) {
    limit.set(bytes);
  }

  @Override
  void requests(Socket client, Socket to) throws IOException {
    client.getInputStream().transferTo(to.getOutputStream());
  }

  @Override
  void answers(Socket client, Socket to) throws IOException {
    pass(
        to,
        client,
        count -> {
          if (answers.incrementAndGet() % every == 0 || limit.addAndGet(-count) < 0) {
            noteCut();
            limit.set(Long.MAX_VALUE);
            return false;
          }
          return true;
        });
  }
}
