package io.mycelium.bridge.http;

import io.mycelium.serving.Serving;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Other bridges on this server, each by the first segment of its addresses: `/rooms` serves that
/// address and all below it, `/` itself alone, [Serving#ELSEWHERE] what a browser looks for in
/// vain. On the event loop.
final class Mounts {
  private static final String HTML = "text/html";

  private final Map<String, Handler<HttpServerRequest>> handlers;
  private final SlowClients slow;

  /// @throws IllegalArgumentException when an address is not `/` or `/segment`
  Mounts(Map<String, Handler<HttpServerRequest>> handlers, SlowClients slow) {
    for (String mount : handlers.keySet()) {
      if (!mount.equals(first(mount))) {
        throw new IllegalArgumentException(
            "'%s' cannot be mounted: it takes one segment, such as /rooms".formatted(mount));
      }
    }
    this.handlers = handlers;
    this.slow = slow;
  }

  /// Hands the request on.
  ///
  /// @return false when nothing is mounted there
  boolean serve(HttpServerRequest request, String path) {
    @Nullable Handler<HttpServerRequest> handler = handlers.get(first(path));
    if (handler == null && isForPeople(request, path)) {
      handler = handlers.get(Serving.ELSEWHERE);
    }
    if (handler == null) {
      return false;
    }
    Runnable read = slow.reading(request);
    request.end().onComplete(_ -> read.run());
    handler.handle(request);
    return true;
  }

  private static boolean isForPeople(HttpServerRequest request, String path) {
    return !first(path).equals("/api")
        && HttpMethod.GET.equals(request.method())
        && request.headers().getAll(HttpHeaders.ACCEPT).stream().anyMatch(a -> a.contains(HTML));
  }

  private static String first(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end);
  }
}
