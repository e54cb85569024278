package io.mycelium.serving;

import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what may block, each on a virtual thread of its own, so many at a time, and brings the
/// answer back to the request's event loop.
public final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final ThreadFactory THREADS = Thread.ofVirtual().name("http-call").factory();

  private final int max;
  private final Semaphore free;
  private final Context loop;

  public Calls(int max, Context loop) {
    this.max = max;
    this.free = new Semaphore(max);
    this.loop = loop;
  }

  /// Where responses are written.
  public Context loop() {
    return loop;
  }

  public int running() {
    return max - free.availablePermits();
  }

  /// Answers the request with what the work makes. Call it on the event loop.
  ///
  /// @param request whose response is not begun
  /// @param id of the call, for the log
  /// @return false when too much is going on; the request is answered with BUSY then
  public boolean answer(HttpServerRequest request, String id, Supplier<Answer> work) {
    return begin(request, id, () -> settle(request, work.get()));
  }

  /// Runs work that sees to the answer itself, unless it fails. Call it on the event loop.
  ///
  /// @return false when too much is going on; the request is answered with BUSY then
  public boolean begin(HttpServerRequest request, String id, Runnable work) {
    if (!free.tryAcquire()) {
      Responses.send(request.response(), busy());
      return false;
    }
    THREADS.newThread(() -> run(request, id, work)).start();
    return true;
  }

  private void run(HttpServerRequest request, String id, Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailable e) {
      LOG.warn("request {}: the store is unavailable: {}", id, e.getMessage());
      settle(request, unavailable());
    } catch (RuntimeException e) {
      LOG.error("request {} failed", id, e);
      settle(request, Problems.fault(id));
    } finally {
      free.release();
    }
  }

  /// Sends an answer from any thread.
  public void settle(HttpServerRequest request, Answer answer) {
    loop.runOnContext(_ -> Responses.send(request.response(), answer));
  }

  private static Answer unavailable() {
    return Problems.of(
        Reply.Reason.UNAVAILABLE,
        "store-unavailable",
        "The store does not answer right now; try again in a moment.");
  }

  private static Answer busy() {
    return Problems.of(
        Reply.Reason.BUSY, "busy", "Too many calls are running here; try again in a moment.");
  }

  /// Waits until nothing runs any more and lets nothing new begin.
  ///
  /// @return whether that was so in time
  public boolean drain(Duration patience) {
    try {
      return free.tryAcquire(max, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
