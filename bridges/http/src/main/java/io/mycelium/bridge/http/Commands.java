package io.mycelium.bridge.http;

import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.JsonPost;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Sent;
import io.mycelium.serving.SlowClients;
import io.vertx.core.http.HttpServerRequest;
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
    return switch (Sent.read(head, command, body)) {
      case Sent.Read(var request) -> parts.pipeline().run(request);
      case Sent.Unreadable(var why) -> why;
    };
  }
}
