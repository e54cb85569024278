package io.mycelium.serving;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// Writes whole responses and the headers that every response has. On the event loop.
public final class Responses {
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private Responses() {}

  /// Adds the headers of every response: nothing here is a page, may be guessed to be one, or may
  /// be kept by a cache unless it says so.
  public static void secure(MultiMap headers) {
    headers
        .add(TYPE_OPTIONS, NOSNIFF)
        .add(POLICY, NOTHING)
        .add(REFERRER, NO_REFERRER)
        .add(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  /// Sends the answer, unless the response is begun or its reader is gone.
  public static void send(HttpServerResponse response, Answer answer) {
    if (response.closed() || response.headWritten()) {
      return;
    }
    response.setStatusCode(answer.status());
    MultiMap headers = response.headers();
    secure(headers);
    headers.add(HttpHeaders.CONTENT_TYPE, answer.type());
    if (!answer.headers().isEmpty()) {
      answer.headers().forEach(headers::set);
    }
    if (answer.status() == 304) {
      response.end();
    } else {
      response.end(answer.body());
    }
  }
}
