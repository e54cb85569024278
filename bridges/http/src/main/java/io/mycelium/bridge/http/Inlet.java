package io.mycelium.bridge.http;

import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Responses;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A request's body as a stream: it comes on the event loop and is read on a virtual thread, with a
/// bound on what waits in between. Nothing comes before [#open]. The sender has to keep a pace; the
/// time in which it is held back does not count.
final class Inlet extends InputStream {
  private static final int WAITING = 256 << 10;

  /// So much has to come within the time that a call's whole body has.
  private static final int PACE = 64 << 10;

  /// How many times the limit is read and thrown away so that the sender is there to hear the
  /// answer; beyond, the connection is closed.
  private static final int DISCARDED = 4;

  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

  private final HttpServerRequest request;
  private final Context loop;
  private final SlowClients slow;
  private final long max;

  /// Guards what follows, up to `broken`; held for moments only.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private int bytes;

  /// Where the first that waits is read on.
  private int at;

  private boolean held;
  private boolean ended;
  private @Nullable IOException broken;

  /// The rest belongs to the event loop.
  private boolean opened;

  private boolean discarding;
  private long seen;
  private long paced;
  private Runnable inTime = () -> {};

  /// Takes a request's body. On the event loop, before anything of it was read.
  ///
  /// @param max bytes, beyond which reading fails
  Inlet(HttpServerRequest request, Context loop, SlowClients slow, long max) {
    this.request = request;
    this.loop = loop;
    this.slow = slow;
    this.max = max;
    request.pause();
    request.handler(this::chunk);
    request.endHandler(_ -> end());
    request.exceptionHandler(e -> fail(new IOException("the sender broke off", e)));
  }

  /// The body is larger than it may be.
  static final class TooLarge extends IOException {
    TooLarge() {
      super("the body is too large");
    }
  }

  /// Lets the body come.
  void open() {
    loop.runOnContext(_ -> {
      opened = true;
      if (Body.waits(request) && !request.response().closed()) {
        request.response().writeContinue();
      }
      go();
    });
  }

  private void go() {
    paced = seen;
    inTime.run();
    inTime = slow.reading(request);
    request.resume();
  }

  private void chunk(Buffer chunk) {
    seen += chunk.length();
    if (discarding) {
      if (seen > max * DISCARDED) {
        request.connection().close();
      }
    } else if (seen > max) {
      fail(new TooLarge());
    } else if (add(chunk)) {
      inTime.run();
      request.pause();
    } else if (seen - paced >= PACE) {
      go();
    }
  }

  /// @return whether that is enough for now
  private boolean add(Buffer chunk) {
    lock.lock();
    try {
      waiting.add(chunk);
      bytes += chunk.length();
      held |= bytes >= WAITING;
      changed.signalAll();
      return held;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    inTime.run();
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException why) {
    inTime.run();
    lock.lock();
    try {
      broken = broken == null ? why : broken;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (waiting.isEmpty() && !ended && broken == null) {
        changed.await();
      }
      if (broken != null) {
        throw broken;
      }
      return waiting.isEmpty() ? -1 : take(target, offset, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a body was read");
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] target, int offset, int length) {
    Buffer first = waiting.getFirst();
    int count = Math.min(length, first.length() - at);
    first.getBytes(at, at + count, target, offset);
    at += count;
    bytes -= count;
    if (at == first.length()) {
      waiting.removeFirst();
      at = 0;
    }
    if (held && bytes <= WAITING / 2) {
      held = false;
      loop.runOnContext(_ -> go());
    }
    return count;
  }

  /// Answers and reads no further. On the event loop, before [#open].
  void refuse(Answer answer) {
    discard();
    Responses.send(request.response(), answer);
  }

  /// Reads no further: the rest is thrown away, so that the sender is there to hear the answer.
  @Override
  public void close() {
    loop.runOnContext(_ -> discard());
  }

  private void discard() {
    if (discarding) {
      return;
    }
    discarding = true;
    inTime.run();
    if (over()) {
      return;
    }
    if ((Body.waits(request) && !opened) || Body.announced(request) > max * DISCARDED) {
      hangUp();
    } else {
      inTime = slow.reading(request);
      request.resume();
    }
  }

  private boolean over() {
    lock.lock();
    try {
      waiting.clear();
      bytes = 0;
      at = 0;
      held = false;
      return ended || (broken != null && !(broken instanceof TooLarge));
    } finally {
      lock.unlock();
    }
  }

  /// Closes the connection after the answer, as the rest will not be read.
  private void hangUp() {
    HttpServerResponse response = request.response();
    if (response.ended()) {
      request.connection().close();
    } else if (!response.headWritten()) {
      response.headers().set(HttpHeaders.CONNECTION, CLOSE);
      response.endHandler(_ -> request.connection().close());
    }
  }
}
