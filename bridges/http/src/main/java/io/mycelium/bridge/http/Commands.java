package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.JsonPost;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.mycelium.serving.SlowClients;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.util.Optional;

/// `POST /api/v1/commands/{noun-verb}`: a call through the pipeline.
final class Commands {
  private final Parts parts;
  private final Settings settings;
  private final Calls calls;
  private final CallMetrics metrics;
  private final SlowClients slow;

  Commands(Parts parts, Settings settings, Calls calls, CallMetrics metrics, SlowClients slow) {
    this.parts = parts;
    this.settings = settings;
    this.calls = calls;
    this.metrics = metrics;
    this.slow = slow;
  }

  /// On the event loop.
  void handle(HttpServerRequest request, String command) {
    Credential credential = parts.credentials().of(request);
    Optional<Answer> refusal = JsonPost.refuse(request, credential, parts.credentials());
    if (refusal.isPresent()) {
      Responses.send(request.response(), refusal.get());
      return;
    }
    Head head = Head.of(request, credential, parts.ids());
    Body.read(
        request,
        settings.maxBodyBytes(),
        body -> begin(request, head, command, body),
        slow.reading(request));
  }

  private void begin(HttpServerRequest request, Head head, String command, byte[] body) {
    long began = System.nanoTime();
    boolean begun = calls.answer(request, head.shownId(), () -> run(head, command, body, began));
    if (!begun) {
      metrics.count(command, "busy", System.nanoTime() - began);
    }
  }

  private Answer run(Head head, String command, byte[] body, long began) {
    String outcome = "failed";
    try {
      Reply reply = reply(head, command, body);
      outcome = ReplyJson.outcome(reply);
      return parts
          .credentials()
          .renewing(head.credential(), ReplyJson.answer(head.shownId(), reply));
    } finally {
      metrics.count(command, outcome, System.nanoTime() - began);
    }
  }

  private Reply reply(Head head, String command, byte[] body) {
    Request request;
    try {
      JsonNode given = body.length == 0 ? Json.object() : Json.parse(body);
      if (!(given instanceof ObjectNode options)) {
        return refused("not-an-object", "The body has to be a JSON object of options by name.");
      }
      request = head.request(command, options);
    } catch (Json.Unreadable e) {
      return refused("bad-json", "The body cannot be read as JSON: %s.".formatted(e.getMessage()));
    } catch (DateTimeException e) {
      return refused(
          "bad-zone", "Mycelium-Zone has to be a time zone such as Europe/Paris or +02:00.");
    }
    return parts.pipeline().run(request);
  }

  private static Reply refused(String code, String message) {
    return Reply.Refused.because(Reply.Reason.INVALID, code, message);
  }
}
