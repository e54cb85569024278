package io.mycelium.bridge.discord.far;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Discord's REST as the bridge sees it: passes requests on to the twin, records them, and puts
/// limits and faults before them. Threadsafe.
final class RestDoor implements AutoCloseable {
  static {
    // Else each answer waits 40 ms for its own headers to be acknowledged.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String VERSION = "/api/v10";
  private static final Pattern FORM_JSON =
      Pattern.compile("name=\"payload_json\".*?\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

  final Faults faults = new Faults();
  final Limits limits;
  private final Clock clock = Clock.systemUTC();
  private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private HttpServer server;
  private boolean shut;
  private volatile int twin;

  RestDoor() throws IOException {
    limits = new Limits(clock);
    server = listening(0);
    port = server.getAddress().getPort();
  }

  private HttpServer listening(int at) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 1024);
    made.setExecutor(threads);
    made.createContext("/", this::answer);
    made.start();
    return made;
  }

  void passTo(int twinPort) {
    twin = twinPort;
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  List<Recorded> recorded() {
    return List.copyOf(recorded);
  }

  void forget(List<Recorded> some) {
    recorded.removeAll(some);
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
      String path = exchange.getRequestURI().getRawPath();
      String bare = path.startsWith(VERSION) ? path.substring(VERSION.length()) : path;
      String request = exchange.getRequestMethod() + " " + bare;
      if (faults.failing()) {
        send(exchange, 503, "{}".getBytes(StandardCharsets.UTF_8));
      } else if (!refused(exchange, request, bare, body)) {
        pass(exchange, request, bare, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean refused(HttpExchange exchange, String request, String path, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    Optional<Faults.Planned> planned = faults.next(request);
    Optional<Limits.Beyond> beyond =
        planned.isPresent()
            ? planned
                .filter(plan -> plan.status() == 429)
                .map(plan -> new Limits.Beyond(plan.retryAfter().toMillis() / 1000.0, false))
            : limits.count(exchange.getRequestMethod(), path, headers);
    if (beyond.isPresent()) {
      double wait = beyond.get().retryAfter();
      headers.set("Retry-After", String.valueOf((long) Math.ceil(wait)));
      if (!beyond.get().global()) {
        headers.set("X-RateLimit-Scope", "user");
        headers.set("X-RateLimit-Remaining", "0");
        headers.set("X-RateLimit-Reset-After", Limits.decimal(wait));
      }
      String text =
          "{\"message\":\"You are being rate limited.\",\"retry_after\":"
              + Limits.decimal(wait)
              + ",\"global\":"
              + beyond.get().global()
              + "}";
      record(exchange, path, body, 429, "");
      send(exchange, 429, text.getBytes(StandardCharsets.UTF_8));
      return true;
    }
    if (planned.isPresent()) {
      record(exchange, path, body, planned.get().status(), "");
      send(exchange, planned.get().status(), "{}".getBytes(StandardCharsets.UTF_8));
      return true;
    }
    return false;
  }

  private void pass(HttpExchange exchange, String request, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + twin + exchange.getRequestURI()))
            .timeout(Duration.ofSeconds(30))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> passed.header(name, value));
    }
    HttpResponse<byte[]> answer =
        client.send(passed.build(), HttpResponse.BodyHandlers.ofByteArray());
    String invalid =
        answer
            .headers()
            .firstValue("X-Far-Faults")
            .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
            .orElse("");
    record(exchange, path, body, answer.statusCode(), invalid);
    TimeUnit.NANOSECONDS.sleep(faults.latency().toNanos());
    if (!faults.losesAnswer(request)) {
      send(exchange, answer.statusCode(), answer.body());
    }
  }

  private void record(HttpExchange exchange, String path, byte[] body, int status, String invalid) {
    String text = new String(body, StandardCharsets.UTF_8);
    Matcher json = FORM_JSON.matcher(text);
    recorded.add(
        new Recorded(
            clock.instant(),
            exchange.getRequestMethod(),
            path,
            json.find() ? json.group(1) : text,
            status,
            invalid));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    // Without it a 429 would be one of the network in front of Discord.
    exchange.getResponseHeaders().set("Via", "1.1 google");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public synchronized void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
