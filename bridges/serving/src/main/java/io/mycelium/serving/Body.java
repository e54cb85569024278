package io.mycelium.serving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/// Collects a request's body up to a limit. On the event loop.
public final class Body {
  /// How many times the limit is read and thrown away so that the sender is there to hear the
  /// refusal; beyond, the connection is closed.
  private static final int DISCARDED = 16;

  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
  private static final byte[] NOTHING = {};

  private final HttpServerRequest request;
  private final int max;
  private final Consumer<byte[]> whole;
  private final Runnable end;
  private Buffer held = Buffer.buffer(0);
  private boolean copied;
  private long seen;
  private boolean over;

  private Body(HttpServerRequest request, int max, Consumer<byte[]> whole, Runnable end) {
    this.request = request;
    this.max = max;
    this.whole = whole;
    this.end = end;
  }

  /// Reads the body. A larger one is refused with 413.
  ///
  /// @param whole gets it, empty when there is none
  /// @param end called when nothing of it is waited for any more, before `whole`
  public static void read(
      HttpServerRequest request, int max, Consumer<byte[]> whole, Runnable end) {
    var body = new Body(request, max, whole, end);
    if (announced(request) > (long) max * DISCARDED) {
      body.refuse();
      return;
    }
    if (waits(request)) {
      request.response().writeContinue();
    }
    request.handler(body::chunk);
    request.endHandler(_ -> body.complete());
  }

  /// The length that the sender announces; 0 when it announces none.
  public static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /// Whether the sender waits to be told to go on (RFC 9110, 10.1.1).
  public static boolean waits(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  private void chunk(Buffer chunk) {
    seen += chunk.length();
    if (over) {
      return;
    }
    if (seen <= max) {
      hold(chunk);
    } else {
      held = Buffer.buffer(0);
      if (seen > (long) max * DISCARDED) {
        over = true;
        refuse();
      }
    }
  }

  /// Most bodies come in one piece, which is kept as it is.
  private void hold(Buffer chunk) {
    if (held.length() == 0) {
      held = chunk;
    } else {
      held = copied ? held : held.copy();
      copied = true;
      held.appendBuffer(chunk);
    }
  }

  private void complete() {
    if (over) {
      return;
    }
    end.run();
    if (seen > max) {
      Responses.send(request.response(), tooLarge());
    } else {
      whole.accept(seen == 0 ? NOTHING : held.getBytes());
    }
  }

  /// Does not wait for the rest, which may never come.
  private void refuse() {
    end.run();
    request.response().headers().set(HttpHeaders.CONNECTION, CLOSE);
    request.response().endHandler(_ -> request.connection().close());
    Responses.send(request.response(), tooLarge());
  }

  private Answer tooLarge() {
    return Problems.of(
        413,
        "too-large",
        "A call's body has at most %d KiB; larger content goes through a file."
            .formatted(max >> 10));
  }
}
