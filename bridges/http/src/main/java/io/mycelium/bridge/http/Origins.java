package io.mycelium.bridge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/// Tells browsers which other origins' pages may call. Without configured origins it says nothing,
/// and browsers refuse them all.
final class Origins {
  private static final String ALLOWED =
      "authorization, content-type, idempotency-key, last-event-id, mycelium-room,"
          + " mycelium-confirm, mycelium-zone";

  private final Set<String> allowed;

  Origins(Settings settings) {
    allowed = settings.allowedOrigins();
  }

  /// Adds what the browser needs to know.
  ///
  /// @return whether the request was only the question whether another one is allowed; it is
  ///   answered then
  boolean settle(HttpServerRequest request) {
    if (allowed.isEmpty()) {
      return false;
    }
    MultiMap headers = request.response().headers();
    headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !allowed.contains(origin)) {
      return false;
    }
    headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "etag, location, retry-after");
    if (!HttpMethod.OPTIONS.equals(request.method())) {
      return false;
    }
    headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED);
    headers.add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    request.response().setStatusCode(204).end();
    return true;
  }
}
