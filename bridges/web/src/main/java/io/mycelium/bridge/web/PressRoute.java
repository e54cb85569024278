package io.mycelium.bridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.Pressed.Outcome;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import io.mycelium.serving.ReplyJson;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.util.Optional;

/// `POST /web/posts/{id}/press`: runs the call of a button, by its token.
final class PressRoute implements WebRoute {
  private final Chat chat;

  PressRoute(Chat chat) {
    this.chat = chat;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return "posts/*/press";
  }

  @Override
  public Answer answer(WebRequest request) {
    Optional<PostId> post = PostId.read(request.segments().getFirst());
    if (post.isEmpty()) {
      return Problems.of("", Chat.unknown());
    }
    try {
      JsonNode token = body(request).path("token");
      return token.isTextual()
          ? press(request, pressed(request, post.get(), token.textValue()))
          : refused(request, "no-token", "A press names its button: {\"token\": \"...\"}.");
    } catch (Json.Unreadable e) {
      return refused(request, "bad-json", "The body cannot be read: %s.".formatted(e.getMessage()));
    } catch (DateTimeException e) {
      return refused(
          request,
          "bad-zone",
          "Mycelium-Zone has to be a time zone such as Europe/Paris or +02:00.");
    }
  }

  private static JsonNode body(WebRequest request) {
    return request.body().length() == 0 ? Json.object() : Json.parse(request.body().getBytes());
  }

  private static Pressed pressed(WebRequest request, PostId post, String token) {
    Request asked = request.head().request("press", Json.object());
    return new Pressed(post, token, asked.id(), asked.confirmation(), asked.zone(), asked.locale());
  }

  private Answer press(WebRequest request, Pressed pressed) {
    String id = request.head().shownId();
    return switch (chat.press(request.caller(), pressed)) {
      case Outcome.Answered(var reply) -> ReplyJson.answer(id, reply);
      case Outcome.Stale(var why, var now) -> Problems.of(id, why, "post", PostJson.post(now));
    };
  }

  private static Answer refused(WebRequest request, String code, String message) {
    return Problems.of(
        request.head().shownId(), Reply.Refused.because(Reply.Reason.INVALID, code, message));
  }
}
