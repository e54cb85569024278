package io.mycelium.bridge.web;

import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.ViewedPage;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Timeline.From;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Problems;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// `GET /web/rooms/{room}/posts`: a page of a room, or with `thread` of a thread; the newest posts,
/// or those `before`, `after` or `around` one.
final class PostsRoute implements WebRoute {
  private static final int STANDARD = 50;
  private static final int MOST = 100;

  private final Chat chat;

  PostsRoute(Chat chat) {
    this.chat = chat;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "rooms/*/posts";
  }

  @Override
  public Answer answer(WebRequest request) {
    Optional<RoomId> room = RoomId.read(request.segments().getFirst());
    if (room.isEmpty()) {
      return Problems.of(
          Reply.Reason.NOT_FOUND,
          "unknown-room",
          "There is no such room for you; 'room list' shows those there are.");
    }
    Optional<Integer> limit = limit(request);
    if (limit.isEmpty()) {
      return Problems.of(
          Reply.Reason.INVALID, "bad-limit", "A page has from 1 to %d posts.".formatted(MOST));
    }
    List<String> from =
        Stream.of("before", "after", "around")
            .filter(n -> request.parameter(n).isPresent())
            .toList();
    return from.size() > 1
        ? Problems.of(
            Reply.Reason.INVALID,
            "bad-page",
            "A page is before, after or around a post, not %s."
                .formatted(String.join(" and ", from)))
        : page(request, room.get(), from, limit.get());
  }

  private Answer page(WebRequest request, RoomId room, List<String> from, int limit) {
    Optional<Place> place = place(request, room);
    Optional<From> start = start(request, from);
    if (place.isEmpty() || start.isEmpty()) {
      return Problems.of("", Chat.unknown());
    }
    return switch (chat.page(request.caller(), place.get(), start.get(), limit)) {
      case Chat.Answer.Refused<ViewedPage>(var why) -> Problems.of("", why);
      case Chat.Answer.Given<ViewedPage>(var page) -> Answer.json(200, PostJson.page(page));
    };
  }

  private static Optional<Place> place(WebRequest request, RoomId room) {
    Place whole = Place.of(room);
    return request
        .parameter("thread")
        .map(thread -> PostId.read(thread).map(whole::in))
        .orElse(Optional.of(whole));
  }

  private static Optional<From> start(WebRequest request, List<String> from) {
    if (from.isEmpty()) {
      return Optional.of(new From.Newest());
    }
    Function<PostId, From> start =
        switch (from.getFirst()) {
          case "before" -> From.Before::new;
          case "after" -> From.After::new;
          default -> From.Around::new;
        };
    return request.parameter(from.getFirst()).flatMap(PostId::read).map(start);
  }

  private static Optional<Integer> limit(WebRequest request) {
    try {
      return Optional.of(request.parameter("limit").map(Integer::parseInt).orElse(STANDARD))
          .filter(limit -> limit >= 1 && limit <= MOST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
