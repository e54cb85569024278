package io.mycelium.bridge.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// Closes connections whose first request, or whose request's body, does not arrive in time.
/// Belongs to one event loop.
final class SlowClients {
  private static final long SWEEP_MILLIS = 1_000;

  private final long headerNanos;
  private final long bodyNanos;

  /// Connections that wait for their first request or for a body, and until when.
  private final IdentityHashMap<HttpConnection, Long> awaited = new IdentityHashMap<>();

  SlowClients(Settings settings) {
    headerNanos = settings.headerTimeout().toNanos();
    bodyNanos = settings.bodyTimeout().toNanos();
  }

  /// Begins to look; every second is enough for limits of seconds.
  void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep(System.nanoTime()));
  }

  void opened(HttpConnection connection) {
    awaited.put(connection, System.nanoTime() + headerNanos);
    connection.closeHandler(_ -> awaited.remove(connection));
  }

  /// A request's head is there.
  void arrived(HttpServerRequest request) {
    awaited.remove(request.connection());
  }

  /// The request's body is waited for.
  ///
  /// @return to be run when it is there
  Runnable reading(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    awaited.put(connection, System.nanoTime() + bodyNanos);
    return () -> awaited.remove(connection);
  }

  private void sweep(long now) {
    Set<HttpConnection> late = new HashSet<>();
    awaited.forEach((connection, until) -> {
      if (now - until > 0) {
        late.add(connection);
      }
    });
    late.forEach(HttpConnection::close);
  }
}
