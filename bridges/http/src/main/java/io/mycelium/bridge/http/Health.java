package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Responses;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/healthz`: the process is there. `/readyz`: it can serve, or which part of it cannot.
final class Health {
  private static final Answer ALIVE =
      Answer.json(200, Json.writeBytes(Json.object().put("alive", true)));

  private final List<ReadinessCheck> checks;
  private final Calls calls;

  Health(List<ReadinessCheck> others, EventFeed feed, Calls calls) {
    checks = new ArrayList<>(others);
    checks.add(
        new ReadinessCheck(
            "feed",
            () ->
                feed.following()
                    ? Optional.empty()
                    : Optional.of("does not follow the event log")));
    this.calls = calls;
  }

  void alive(HttpServerRequest request) {
    Responses.send(request.response(), ALIVE);
  }

  void ready(HttpServerRequest request) {
    calls.answer(request, "readyz", this::look);
  }

  private Answer look() {
    boolean ready = true;
    ObjectNode found = Json.object();
    for (ReadinessCheck check : checks) {
      Optional<String> trouble = trouble(check);
      ready &= trouble.isEmpty();
      found.put(check.name(), trouble.orElse("ok"));
    }
    ObjectNode body = Json.object().put("ready", ready);
    body.set("checks", found);
    return Answer.json(ready ? 200 : 503, Json.writeBytes(body));
  }

  private static Optional<String> trouble(ReadinessCheck check) {
    try {
      return check.probe().trouble();
    } catch (StoreUnavailable e) {
      return Optional.of("does not answer");
    }
  }
}
