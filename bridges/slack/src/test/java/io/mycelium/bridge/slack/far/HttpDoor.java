package io.mycelium.bridge.slack.far;

import com.google.gson.JsonParseException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// All that Slack serves over HTTP, on one port. Threadsafe.
final class HttpDoor implements AutoCloseable {
  static {
    // Else each answer waits 40 ms for its own headers to be acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String JSON = "application/json; charset=utf-8";

  private final World world;
  private final WebApi api;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private HttpServer server;
  private boolean shut;

  HttpDoor(World world, WebApi api) throws IOException {
    this.world = world;
    this.api = api;
    server = listening(0);
    port = server.getAddress().getPort();
    world.base = "http://127.0.0.1:" + port;
  }

  private HttpServer listening(int at) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 1024);
    made.setExecutor(threads);
    made.createContext("/", this::answer);
    made.start();
    return made;
  }

  /// Refuses connections from now on.
  synchronized void shut() {
    server.stop(0);
    shut = true;
  }

  /// Takes connections again, at the same address.
  synchronized void reopen() throws IOException {
    if (shut) {
      server = listening(port);
      shut = false;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (world.faults.down()) {
        send(exchange, 503, "text/plain", "down".getBytes(StandardCharsets.UTF_8));
        return;
      }
      String path = exchange.getRequestURI().getPath();
      String[] parts = path.split("/", 5);
      switch (parts.length > 1 ? parts[1] : "") {
        case "api" -> call(exchange, path.substring("/api/".length()), body);
        case "respond" -> respond(exchange, parts[2], body);
        case "upload" -> upload(exchange, parts, body);
        case "files-pri" -> download(exchange, parts[2]);
        case "oauth" -> consent(exchange);
        default -> send(exchange, 404, "text/plain", new byte[0]);
      }
    } catch (JsonParseException e) {
      sendJson(exchange, 400, new Refusal("invalid_payload"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(HttpExchange exchange, String method, byte[] body)
      throws IOException, InterruptedException {
    Arguments in =
        Arguments.read(
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
            header(exchange, "Content-Type"),
            new String(body, StandardCharsets.UTF_8));
    WebApi.Result result = api.call(method, header(exchange, "Authorization"), in);
    TimeUnit.NANOSECONDS.sleep(world.faults.latency().toNanos());
    if (result.unanswered()) {
      return;
    }
    exchange.getResponseHeaders().set("X-OAuth-Scopes", String.join(",", result.scopes()));
    exchange.getResponseHeaders().set("X-Slack-Req-Id", world.id("R"));
    result
        .retryAfter()
        .ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", wait.toString()));
    send(
        exchange,
        result.retryAfter().isPresent() ? 429 : 200,
        JSON,
        result.answer().toString().getBytes(StandardCharsets.UTF_8));
  }

  private void respond(HttpExchange exchange, String id, byte[] body) throws IOException {
    try {
      world.locked(() -> {
        world.responseUrls.answer(id, new String(body, StandardCharsets.UTF_8));
        return true;
      });
      if (!world.faults.losesAnswer("response_url")) {
        send(exchange, 200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
      }
    } catch (Refusal e) {
      sendJson(exchange, e.getMessage().endsWith("_url") ? 404 : 400, e);
    }
  }

  private void upload(HttpExchange exchange, String[] parts, byte[] body) throws IOException {
    try {
      FileMethods.fill(
          world, parts[2], parts[3], Multipart.content(header(exchange, "Content-Type"), body));
      send(exchange, 200, "text/plain", ("OK - " + body.length).getBytes(StandardCharsets.UTF_8));
    } catch (Refusal e) {
      sendJson(exchange, 404, e);
    }
  }

  /// A file, or for who does not say who they are or may read none, the page to sign in at.
  private void download(HttpExchange exchange, String id) throws IOException {
    String authorization = header(exchange, "Authorization");
    Optional<StoredFile> file =
        world.locked(() ->
            world.teams.values().stream()
                .filter(team -> !team.revoked && authorization.equals("Bearer " + team.botToken()))
                .filter(team -> team.scopes().contains(Scopes.FILES))
                .flatMap(team -> Optional.ofNullable(team.files.get(id)).stream())
                .findFirst());
    if (file.isPresent()) {
      send(exchange, 200, "application/octet-stream", file.get().content());
    } else {
      send(
          exchange,
          200,
          "text/html",
          "<!DOCTYPE html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Consents at once, for the workspace that `team` names, the first one without it, and sends the
  /// browser back with the code.
  private void consent(HttpExchange exchange) throws IOException {
    Arguments in =
        Arguments.read(
            Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""), "", "");
    String code =
        world.locked(() -> {
          Team first = world.teams.values().iterator().next();
          return world.consents.give(in.text("team").map(world.teams::get).orElse(first));
        });
    String back = in.text("redirect_uri").orElse("/");
    URI to =
        URI.create(
            back
                + (back.contains("?") ? "&" : "?")
                + "code="
                + code
                + "&state="
                + World.encoded(in.text("state").orElse("")));
    exchange.getResponseHeaders().set("Location", to.toString());
    exchange.sendResponseHeaders(302, -1);
  }

  private static void sendJson(HttpExchange exchange, int status, Refusal refusal)
      throws IOException {
    send(exchange, status, JSON, refusal.answer().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  /// User and password of a `Basic` authorization; both empty without one.
  static String[] basic(String authorization) {
    if (!authorization.startsWith("Basic ")) {
      return new String[] {"", ""};
    }
    String[] pair =
        new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
            .split(":", 2);
    return pair.length == 2 ? pair : new String[] {"", ""};
  }

  @Override
  public synchronized void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
