package io.mycelium.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mycelium.core.command.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks the gateway's HTTP contract over a real socket, with answers that a test sets.
final class StandInGateway implements AutoCloseable {
  static final String KEY = "myc_test_key";

  /// What a caller sent with a call.
  record Seen(String command, String body, Map<String, List<String>> headers) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /// What a caller uploaded.
  record Upload(String query, byte[] content, Map<String, List<String>> headers) {
    String digest() {
      return HexFormat.of().formatHex(Digests.sha256(content));
    }

    /// As the gateway calls it.
    String file() {
      return "{\"digest\":\"%s\",\"name\":\"%s\",\"mediaType\":\"text/csv\",\"size\":%d}"
          .formatted(digest(), query.replace("name=", ""), content.length);
    }
  }

  /// One answer.
  record Answer(int status, String body) {}

  private HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Deque<List<String>> streams = new ArrayDeque<>();
  private final List<Upload> uploads = new CopyOnWriteArrayList<>();
  private volatile Answer uploaded = new Answer(201, "");
  private final List<Seen> calls = new CopyOnWriteArrayList<>();
  private final List<String> streamQueries = new CopyOnWriteArrayList<>();
  private final AtomicInteger catalogsSent = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final CountDownLatch streamOpen = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String catalog = "";
  private volatile int version;
  private volatile boolean young;

  StandInGateway() {
    try {
      listen(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    catalog(Samples.CATALOG);
  }

  private void listen(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void catalog(String json) {
    catalog = json;
    version++;
  }

  /// Answers the next calls of the command with these, the last one for ever.
  void answer(String command, Answer... next) {
    answers.put(command, new ArrayDeque<>(List.of(next)));
  }

  void reply(String command, String reply) {
    answer(command, new Answer(200, "{\"request\":\"r1\",\"reply\":" + reply + "}"));
  }

  void accept(String command, String reply) {
    answer(command, new Answer(202, "{\"request\":\"r1\",\"reply\":" + reply + "}"));
  }

  /// Keeps a stream's connection open for these events and ends it then; each connection takes the
  /// next list, and the one behind the last stays open and silent.
  void stream(String... events) {
    streams.add(List.of(events));
  }

  void blob(String digest, byte[] content) {
    blobs.put(digest, content);
  }

  /// Answers all uploads so, in place of keeping them.
  void refuseUploads(int status, String code, String detail) {
    uploaded = new Answer(status, Samples.problem(status, code, detail));
  }

  List<Upload> uploads() {
    return uploads;
  }

  /// Breaks that many connections after a call has arrived.
  void drop(int connections) {
    dropped.set(connections);
  }

  /// Makes the event log one that has not come as far as any place that is asked for.
  void youngLog() {
    young = true;
  }

  List<Seen> calls() {
    return calls;
  }

  List<String> streamQueries() {
    return streamQueries;
  }

  int catalogsSent() {
    return catalogsSent.get();
  }

  CountDownLatch streamOpen() {
    return streamOpen;
  }

  private void handle(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    byte[] body = call.getRequestBody().readAllBytes();
    if (path.equals("/api/v1/catalog")) {
      catalog(call);
    } else if (!("Bearer " + KEY).equals(call.getRequestHeaders().getFirst("Authorization"))) {
      send(call, 401, Samples.problem(401, "unknown-key", "This key is not known here."));
    } else if (path.equals("/api/v1/events")) {
      events(call);
    } else if (path.equals("/api/v1/blobs")) {
      var upload =
          new Upload(
              call.getRequestURI().getRawQuery(), body, Map.copyOf(call.getRequestHeaders()));
      uploads.add(upload);
      send(call, uploaded.status(), uploaded.body().isEmpty() ? upload.file() : uploaded.body());
    } else if (path.startsWith("/api/v1/blobs/")) {
      byte[] blob = blobs.get(path.substring("/api/v1/blobs/".length()));
      if (blob == null) {
        send(call, 404, Samples.problem(404, "unknown-blob", "There is no such file."));
      } else {
        send(call, 200, blob);
      }
    } else {
      command(call, path.substring(path.lastIndexOf('/') + 1), body);
    }
  }

  private void command(HttpExchange call, String name, byte[] body) throws IOException {
    calls.add(
        new Seen(
            name, new String(body, StandardCharsets.UTF_8), Map.copyOf(call.getRequestHeaders())));
    if (dropped.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      call.close();
      return;
    }
    Deque<Answer> left = answers.getOrDefault(name, new ArrayDeque<>());
    Answer answer =
        Optional.ofNullable(left.size() > 1 ? left.poll() : left.peek())
            .orElse(
                new Answer(
                    404, Samples.problem(404, "unknown-command", "There is no such command.")));
    send(call, answer.status(), answer.body());
  }

  private void catalog(HttpExchange call) throws IOException {
    String tag = "\"v" + version + "\"";
    call.getResponseHeaders().add("ETag", tag);
    if (tag.equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
      call.sendResponseHeaders(304, -1);
      call.close();
    } else {
      catalogsSent.incrementAndGet();
      send(call, 200, catalog);
    }
  }

  private void events(HttpExchange call) throws IOException {
    String query = call.getRequestURI().getRawQuery();
    streamQueries.add(query);
    if (young && !query.startsWith("after=0-0&")) {
      send(call, 400, Samples.problem(400, "unknown-place", "The log has no such place."));
      return;
    }
    List<String> events;
    synchronized (streams) {
      events = streams.poll();
    }
    call.sendResponseHeaders(200, 0);
    OutputStream out = call.getResponseBody();
    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    for (String event : events == null ? List.<String>of() : events) {
      out.write(event.getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
    streamOpen.countDown();
    if (events == null) {
      hold();
    }
    call.close();
  }

  private void hold() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    send(call, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange call, int status, byte[] body) throws IOException {
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
