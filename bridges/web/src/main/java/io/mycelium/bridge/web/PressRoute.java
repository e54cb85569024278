package io.mycelium.bridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.Pressed.Outcome;
import io.mycelium.core.id.PostId;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.reply.Reply;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Sent;
import io.vertx.core.http.HttpMethod;
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
    return switch (Sent.read(request.head(), "press", request.body().getBytes())) {
      case Sent.Read(var asked) -> press(request, post.get(), asked);
      case Sent.Unreadable(var why) -> Problems.of(request.head().shownId(), why);
    };
  }

  private Answer press(WebRequest request, PostId post, Request asked) {
    JsonNode token = asked.options().path("token");
    return token.isTextual()
        ? press(request, pressed(post, token.textValue(), asked))
        : Problems.of(
            request.head().shownId(),
            Reply.Refused.because(
                Reply.Reason.INVALID,
                "no-token",
                "A press names its button: {\"token\": \"...\"}."));
  }

  private static Pressed pressed(PostId post, String token, Request asked) {
    return new Pressed(post, token, asked.id(), asked.confirmation(), asked.zone(), asked.locale());
  }

  private Answer press(WebRequest request, Pressed pressed) {
    String id = request.head().shownId();
    return switch (chat.press(request.caller(), pressed)) {
      case Outcome.Answered(var reply) -> ReplyJson.answer(id, reply);
      case Outcome.Stale(var why, var now) -> Problems.of(id, why, "post", PostJson.post(now));
    };
  }
}
