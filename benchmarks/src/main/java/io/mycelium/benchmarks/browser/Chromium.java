package io.mycelium.benchmarks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.benchmarks.process.Checkout;
import io.mycelium.benchmarks.process.Started;
import io.mycelium.core.json.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A Chromium without a screen.
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final String READY = "DevTools listening on ";

  private final Started process;
  private final DevTools tools;

  private Chromium(Started process, DevTools tools) {
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
            // Each tab counts as one that somebody looks at.
            "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank");
    Started process = Started.of(command, Checkout.home(), Map.of(), READY);
    return new Chromium(process, new DevTools(URI.create(process.url())));
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
    return process.processor();
  }

  @Override
  public void close() {
    tools.close();
    process.close();
  }
}
