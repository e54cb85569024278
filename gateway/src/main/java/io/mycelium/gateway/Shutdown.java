package io.mycelium.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be closed, last started first. One part that fails to close does not keep the others
/// open.
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized void then(AutoCloseable part) {
    open.push(part);
  }

  synchronized void run() {
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  /// The outermost loop of the program's end: whatever a part throws is logged and the next one
  /// closed.
  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("a part did not close cleanly: {}", e.toString());
    }
  }
}
