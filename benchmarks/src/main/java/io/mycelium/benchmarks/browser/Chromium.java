package io.mycelium.benchmarks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A Chromium without a screen.
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final String READY = "DevTools listening on ";
  private static final int PATIENCE_S = 60;

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  public static boolean isHere() {
    return Files.isExecutable(PROGRAM);
  }

  /// Starts one.
  ///
  /// @param folder for its own data
  public static Chromium start(Path folder) {
    List<String> command =
        List.of(
            PROGRAM.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var address = new CompletableFuture<URI>();
      Thread.ofPlatform().daemon().name("chromium-output").start(() -> read(process, address));
      return new Chromium(process, new DevTools(address.get(PATIENCE_S, TimeUnit.SECONDS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Chromium did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void read(Process process, CompletableFuture<URI> address) {
    var said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          address.complete(URI.create(line.substring(READY.length()).strip()));
        }
        if (!address.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    address.completeExceptionally(new IllegalStateException(said.toString()));
  }

  /// A tab in a browser of its own, with nothing in its cache, signed in by a session's cookie.
  ///
  /// @param script runs in each of its pages before anything else
  public Tab open(URI server, String cookie, String script) {
    String context =
        send("Target.createBrowserContext", Json.object()).path("browserContextId").asText();
    ObjectNode cookies = Json.object().put("browserContextId", context);
    int equals = cookie.indexOf('=');
    cookies
        .putArray("cookies")
        .addObject()
        .put("name", cookie.substring(0, equals))
        .put("value", cookie.substring(equals + 1))
        .put("url", server.toString());
    send("Storage.setCookies", cookies);
    ObjectNode blank = Json.object().put("url", "about:blank").put("browserContextId", context);
    String target = send("Target.createTarget", blank).path("targetId").asText();
    ObjectNode attach = Json.object().put("targetId", target).put("flatten", true);
    String session = send("Target.attachToTarget", attach).path("sessionId").asText();
    var tab = new Tab(tools, session, context);
    tab.prepare(script);
    return tab;
  }

  private JsonNode send(String method, ObjectNode parameters) {
    return tools.send("", method, parameters);
  }

  /// Processor time of all its processes that live.
  public Duration processor() {
    return processes().map(Usage::processor).reduce(Duration.ZERO, Duration::plus);
  }

  private Stream<Long> processes() {
    return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
  }

  @Override
  public void close() {
    tools.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
