package io.mycelium.bridge.web;

import io.mycelium.serving.Calls;
import io.mycelium.serving.Serving;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// A server with a web bridge alone on it, and a client that follows no redirect and keeps no
/// cookie.
final class WebServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_BODY = 16 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Mounted mounted;

  private WebServer(WebBridge bridge) {
    mounted = new Mounted(bridge);
    vertx.deployVerticle(mounted).await();
  }

  static WebServer start(Parts parts) {
    return new WebServer(new WebBridge(parts));
  }

  /// The server, on one event loop.
  private static final class Mounted extends VerticleBase {
    private final WebBridge bridge;
    private HttpServer server;

    // Vert.x starts it before anybody asks.
    @SuppressWarnings("NullAway.Init")
    Mounted(WebBridge bridge) {
      this.bridge = bridge;
    }

    @Override
    public Future<?> start() {
      var serving =
          new Serving(new Calls(64, context), new SlowClients(PATIENCE, PATIENCE), MAX_BODY);
      Map<String, Handler<HttpServerRequest>> mounts = bridge.mounts(serving);
      server =
          vertx
              .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
              .requestHandler(request -> route(mounts, request));
      return server.listen(0, "127.0.0.1");
    }

    private static void route(
        Map<String, Handler<HttpServerRequest>> mounts, HttpServerRequest request) {
      String path = Objects.requireNonNull(request.path());
      int end = path.indexOf('/', 1);
      Handler<HttpServerRequest> mount = mounts.get(end < 0 ? path : path.substring(0, end));
      if (mount == null) {
        request.response().setStatusCode(404).end();
      } else {
        mount.handle(request);
      }
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).headers(headers));
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The origin of its pages.
  String origin() {
    return "http://127.0.0.1:" + mounted.server.actualPort();
  }

  HttpResponse<byte[]> bytes(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(at(path)).timeout(PATIENCE).headers(headers).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends exactly this and returns all that comes until the other side closes.
  String raw(String text) throws IOException {
    try (var socket = new Socket("127.0.0.1", mounted.server.actualPort())) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private URI at(String path) {
    return URI.create(origin() + path);
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().await();
  }
}
