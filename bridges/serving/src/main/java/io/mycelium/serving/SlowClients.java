package io.mycelium.serving;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// Closes connections whose first request, or whose request's body, does not arrive in time.
/// Belongs to one event loop.
public final class SlowClients {
  private static final long SWEEP_MILLIS = 1_000;

  private final long headerNanos;
  private final long bodyNanos;

  /// Connections that wait for their first request or for a body, and until when.
  private final IdentityHashMap<HttpConnection, Long> awaited = new IdentityHashMap<>();

  /// @param header how long a connection's first request may take to arrive
  /// @param body how long a request's body may take to arrive
  public SlowClients(Duration header, Duration body) {
    headerNanos = header.toNanos();
    bodyNanos = body.toNanos();
  }

  /// Begins to look; every second is enough for limits of seconds.
  public void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep(System.nanoTime()));
  }

  public void opened(HttpConnection connection) {
    awaited.put(connection, System.nanoTime() + headerNanos);
    connection.closeHandler(_ -> awaited.remove(connection));
  }

  /// A request's head is there.
  public void arrived(HttpServerRequest request) {
    awaited.remove(request.connection());
  }

  /// The request's body is waited for.
  ///
  /// @return to be run when it is there
  public Runnable reading(HttpServerRequest request) {
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
