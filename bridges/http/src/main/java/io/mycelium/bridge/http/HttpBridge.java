package io.mycelium.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The HTTP surface of a gateway: one server on one event loop; what may block runs on virtual
/// threads. Decides nothing about calls: that is the pipeline's.
public final class HttpBridge {
  private final Vertx vertx;
  private final String deployment;
  private final Settings settings;
  private final Server server;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /// Starts to serve. Blocks until the address is taken; not for event loops.
  ///
  /// @throws CannotListen when the address cannot be had
  public static HttpBridge start(Vertx vertx, Settings settings, Parts parts) {
    var server = new Server(settings, parts);
    try {
      return new HttpBridge(vertx, await(vertx.deployVerticle(server)), settings, server);
    } catch (CompletionException e) {
      server.release();
      throw CannotListen.because(e.getCause(), settings);
    }
  }

  private HttpBridge(Vertx vertx, String deployment, Settings settings, Server server) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.settings = settings;
    this.server = server;
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  /// Where clients on this machine reach it, such as `http://127.0.0.1:8080`.
  public String url() {
    String host =
        switch (settings.host()) {
          case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
          default -> settings.host();
        };
    return "http://%s:%d".formatted(host.contains(":") ? '[' + host + ']' : host, port());
  }

  /// Refuses new calls with 503, lets running ones end, ends the streams, and gives the address
  /// back. Blocks, at most about as long as [Settings#drain]; not for event loops. A second call
  /// does nothing.
  public void stop() {
    if (stopped.compareAndSet(false, true)) {
      server.drain();
      await(vertx.undeploy(deployment));
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
