package io.mycelium.bridge.web;

import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import io.vertx.core.http.HttpMethod;

/// `GET /web/posts/{id}`: one post as it is now.
final class PostRoute implements WebRoute {
  private final Chat chat;

  PostRoute(Chat chat) {
    this.chat = chat;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "posts/*";
  }

  @Override
  public Answer answer(WebRequest request) {
    return PostId.read(request.segments().getFirst())
        .map(id -> answer(request, id))
        .orElseGet(() -> Problems.of("", Chat.unknown()));
  }

  private Answer answer(WebRequest request, PostId id) {
    return switch (chat.post(request.caller(), id)) {
      case Chat.Answer.Refused<ViewedPost>(var why) -> Problems.of("", why);
      case Chat.Answer.Given<ViewedPost>(var post) ->
          Answer.json(200, Json.writeBytes(PostJson.post(post)));
    };
  }
}
