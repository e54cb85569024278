package io.mycelium.acceptance.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/// A gateway as a process of its own, on a free port and a data folder of the test's.
public final class RunningGateway implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /// How it was started.
  private record Start(Path data, Path workingFolder, List<String> options) {}

  private final Start start;
  private final Process process;
  private final StringBuffer printed;
  private final Thread reader;
  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Starts one and waits until it says that it is ready, and has the function that it ships: a
  /// package is taken when two looks in a row saw the same, a moment later.
  public static RunningGateway start(Path data, Path workingFolder, String... options) {
    return start(new Start(data, workingFolder, List.of(options)), Ports.next());
  }

  /// Starts it again on its port, with its data and options, after it has ended.
  public RunningGateway again() {
    return start(start, URI.create(url).getPort());
  }

  private static RunningGateway start(Start start, int port) {
    List<String> words =
        new ArrayList<>(
            List.of("up", "--port", Integer.toString(port), "--data", start.data().toString()));
    words.addAll(start.options());
    try {
      Process process =
          new ProcessBuilder(Installation.gateway(words.toArray(String[]::new)))
              .directory(start.workingFolder().toFile())
              .redirectErrorStream(true)
              .start();
      var printed = new StringBuffer();
      var ready = new CompletableFuture<String>();
      Thread reader =
          Thread.ofVirtual().start(() -> read(process.getInputStream(), printed, ready));
      String url = ready.get(READY.toSeconds(), TimeUnit.SECONDS);
      var gateway = new RunningGateway(start, process, printed, reader, url);
      Awaitility.await().atMost(READY).until(gateway::hasFunctions);
      return gateway;
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the gateway did not start", e);
    }
  }

  private RunningGateway(
      Start start, Process process, StringBuffer printed, Thread reader, String url) {
    this.start = start;
    this.process = process;
    this.printed = printed;
    this.reader = reader;
    this.url = url;
  }

  private boolean hasFunctions() {
    return fetch("/api/v1/catalog")
        .path("commands")
        .valueStream()
        .anyMatch(command -> command.path("name").asText().equals("release-notes"));
  }

  private static void read(
      InputStream output, StringBuffer printed, CompletableFuture<String> ready) {
    try (BufferedReader lines =
        new BufferedReader(new java.io.InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.append(line).append('\n');
        if (line.startsWith("ready ")) {
          ready.complete(line.substring("ready ".length()).strip());
        }
      }
    } catch (IOException e) {
      printed.append(e);
    }
    ready.completeExceptionally(new IllegalStateException(printed.toString()));
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  public Path data() {
    return start.data();
  }

  /// Everything it printed so far.
  public String printed() {
    return printed.toString();
  }

  /// The key of whoever started it.
  public String operatorKey() {
    try {
      return Files.readString(start.data().resolve("operator.key")).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Calls a command over HTTP.
  public Answer call(String key, String command, String options, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/commands/" + command))
            .timeout(CALL)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(options));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), Json.parse(response.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Waits until the answer to a command contains all of these words.
  public void awaitWords(String key, String command, String options, String... words) {
    Awaitility.await()
        .atMost(CALL)
        .untilAsserted(() ->
            Assertions.assertThat(call(key, command, options).body().toString()).contains(words));
  }

  /// Uploads a file; the answer is what an option of type file takes.
  public Answer upload(String key, String name, String content) {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/blobs?name=" + name))
            .timeout(CALL)
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(content))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), Json.parse(response.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Makes a peer and gives its key.
  public String invite(String name, String role) {
    ObjectNode options = Json.object().put("name", name).put("role", role).put("key", true);
    return key(call(operatorKey(), "invite", options.toString()));
  }

  /// Makes a key for a peer that is there.
  public String keyOf(String name) {
    return key(call(operatorKey(), "key-create", Json.object().put("for", name).toString()));
  }

  private static String key(Answer answer) {
    String text = answer.body().toString();
    int at = text.indexOf("myc_");
    if (at < 0) {
      throw new IllegalStateException("no key in " + text);
    }
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return text.substring(at, end);
  }

  /// Runs the command line against it and waits for its end.
  public Ran cli(String key, String... words) {
    return finish(begin(key, words));
  }

  /// Starts the command line against it.
  public Process begin(String key, String... words) {
    var builder =
        new ProcessBuilder(Installation.cli(words)).directory(Installation.home().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "MYCELIUM_URL",
                url,
                "MYCELIUM_KEY",
                key,
                "MYCELIUM_DATA",
                start.data().resolve("cli").toString()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for the end of a command.
  public Ran finish(Process command) {
    try {
      var out =
          threads.submit(
              () -> new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      var err =
          threads.submit(
              () -> new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      command.getOutputStream().close();
      if (!command.waitFor(CALL.toSeconds(), TimeUnit.SECONDS)) {
        command.destroyForcibly();
        throw new IllegalStateException("the command did not end: " + err.get());
      }
      return new Ran(command.exitValue(), out.get(), err.get());
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads a JSON document.
  public JsonNode fetch(String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Authorization", "Bearer " + operatorKey())
              .build();
      return Json.parse(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends it like a power cut would: no handler of its runs.
  public void kill() {
    process.destroyForcibly();
    ends(); // its drone, which prints where it did, lives on for a moment
  }

  /// Waits for its end, and for the last that it prints.
  public int await() {
    try {
      if (!ends()) {
        return -1;
      }
      reader.join(LAST_WORDS);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private boolean ends() {
    try {
      return process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Ends it the way Ctrl-C does.
  @Override
  public void close() {
    // Of the process itself, this would also close what it prints.
    process.toHandle().destroy();
    if (await() == -1) {
      process.destroyForcibly();
    }
    threads.close();
  }
}
