package io.mycelium.benchmarks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.process.Waiting;
import io.mycelium.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/// A page in a browser of its own.
public final class Tab implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DevTools tools;
  private final String session;
  private final String context;

  Tab(DevTools tools, String session, String context) {
    this.tools = tools;
    this.session = session;
    this.context = context;
  }

  void prepare(String script) {
    tools.send(session, "Page.enable", Json.object());
    tools.send(
        session, "Page.addScriptToEvaluateOnNewDocument", Json.object().put("source", script));
    tools.send(
        session,
        "Emulation.setDeviceMetricsOverride",
        Json.object()
            .put("width", 1440)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /// Opens an address and waits until something is true of the page.
  public void open(String url, String until) {
    tools.send(session, "Page.navigate", Json.object().put("url", url));
    await(until);
  }

  /// Waits until an expression is true.
  public void await(String expression) {
    boolean done =
        Waiting.until(() -> evaluate("Boolean(" + expression + ")").asBoolean(), LOOK, PATIENCE);
    if (!done) {
      throw new IllegalStateException("the page never came to " + expression);
    }
  }

  /// The value of an expression; promises are awaited.
  ///
  /// @throws IllegalStateException when it throws
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        tools.send(
            session,
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /// A list of numbers.
  public List<Double> numbers(String expression) {
    return StreamSupport.stream(evaluate(expression).spliterator(), false)
        .map(JsonNode::asDouble)
        .toList();
  }

  /// Presses a key that types a letter, as a keyboard does.
  public void type(char letter) {
    String text = String.valueOf(letter);
    for (String type : List.of("keyDown", "keyUp")) {
      var key = Json.object().put("type", type).put("key", text);
      if (type.equals("keyDown")) {
        key.put("text", text);
      }
      tools.send(session, "Input.dispatchKeyEvent", key);
    }
  }

  @Override
  public void close() {
    tools.send("", "Target.disposeBrowserContext", Json.object().put("browserContextId", context));
  }
}
