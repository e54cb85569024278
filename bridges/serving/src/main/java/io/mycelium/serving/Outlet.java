package io.mycelium.serving;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes a response piece by piece from any thread, with a bound on what waits for a slow reader.
public final class Outlet {
  /// Pieces are joined up to this size, so that a backlog costs few writes.
  private static final int JOINED = 64 << 10;

  private final Context loop;
  private final HttpServerResponse response;
  private final int limit;

  /// Guards all fields below; held for moments only.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition drained = lock.newCondition();
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean scheduled;
  private boolean last;
  private boolean closed;

  /// @param limit bytes that may wait
  public Outlet(Context loop, HttpServerResponse response, int limit) {
    this.loop = loop;
    this.response = response;
    this.limit = limit;
  }

  /// Adds a piece, which may be shared with other outlets.
  ///
  /// @return whether it was taken: not when the response is closed or too much waits
  public boolean offer(Buffer piece) {
    lock.lock();
    try {
      if (closed || last || (bytes > 0 && bytes + piece.length() > limit)) {
        return false;
      }
      waiting.add(piece);
      bytes += piece.length();
      schedule();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until at most half of the limit waits. For virtual threads.
  ///
  /// @return whether that came in time and the response is still open
  public boolean awaitRoom(Duration patience) {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (!closed && bytes > limit / 2 && nanos > 0) {
        nanos = drained.awaitNanos(nanos);
      }
      return !closed && bytes <= limit / 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the response after what waits.
  public void finish() {
    lock.lock();
    try {
      last = true;
      schedule();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the response at once; what waits is dropped.
  public void end() {
    if (drop()) {
      loop.runOnContext(_ -> {
        if (!response.ended() && !response.closed()) {
          response.end();
        }
      });
    }
  }

  /// Ends the connection, so that the reader knows that something is missing.
  ///
  /// @param connection closes it
  public void cut(Runnable connection) {
    drop();
    loop.runOnContext(_ -> connection.run());
  }

  /// The reader is gone.
  public void gone() {
    drop();
  }

  private boolean drop() {
    lock.lock();
    try {
      boolean was = closed;
      closed = true;
      waiting.clear();
      bytes = 0;
      drained.signalAll();
      return !was;
    } finally {
      lock.unlock();
    }
  }

  private void schedule() {
    if (!scheduled && !closed) {
      scheduled = true;
      loop.runOnContext(_ -> flush());
    }
  }

  /// On the event loop.
  private void flush() {
    while (!response.closed()) {
      if (response.writeQueueFull()) {
        response.drainHandler(_ -> flush());
        return;
      }
      Buffer next = next();
      if (next == null) {
        return;
      }
      if (next.length() == 0) {
        response.end();
        return;
      }
      response.write(next);
    }
  }

  /// What is to be written next: null for nothing now, empty for the end.
  private @Nullable Buffer next() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        scheduled = false;
        boolean end = last && !closed;
        closed |= end;
        return end ? Buffer.buffer(0) : null;
      }
      Buffer out = waiting.removeFirst();
      if (!waiting.isEmpty() && out.length() + waiting.getFirst().length() <= JOINED) {
        out = Buffer.buffer(JOINED).appendBuffer(out);
        while (!waiting.isEmpty() && out.length() + waiting.getFirst().length() <= JOINED) {
          out.appendBuffer(waiting.removeFirst());
        }
      }
      bytes -= out.length();
      if (bytes <= limit / 2) {
        drained.signalAll();
      }
      return out;
    } finally {
      lock.unlock();
    }
  }
}
