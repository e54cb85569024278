package io.mycelium.bridge.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
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

/// A server with a web bridge alone on it, and a client.
final class WebServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  private WebServer(WebBridge bridge) {
    Map<String, Handler<HttpServerRequest>> mounts = bridge.mounts();
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> route(mounts, request))
            .listen(0, "127.0.0.1")
            .await();
  }

  static WebServer start() {
    return new WebServer(new WebBridge());
  }

  private static void route(
      Map<String, Handler<HttpServerRequest>> mounts, HttpServerRequest request) {
    String path = Objects.requireNonNull(request.path());
    int end = path.indexOf('/', 1);
    String first = end < 0 ? path : path.substring(0, end);
    Handler<HttpServerRequest> mount = mounts.get(first);
    if (mount == null) {
      request.response().setStatusCode(404).end();
    } else {
      mount.handle(request);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(at(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(at(path)).timeout(PATIENCE).headers(headers).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends exactly this and returns all that comes until the other side closes.
  String raw(String text) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.actualPort())) {
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().await();
  }
}
