package io.mycelium.bridge.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.chat.Button;
import io.mycelium.core.chat.ViewedPage;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Author;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Reaction;
import io.mycelium.core.room.ShownPost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Posts as the pages get them. What the store keeps of a post for itself is not among it.
final class PostJson {
  private PostJson() {}

  private record Page(List<Shown> posts, boolean older, boolean newer, String place) {}

  private record Shown(
      PostId id,
      RoomId room,
      Optional<PostId> thread,
      Who author,
      Instant at,
      Kind content,
      Reply reply,
      List<Pressable> buttons,
      List<PeerId> mentions,
      long replies,
      Optional<Instant> lastReplyAt,
      Optional<Instant> edited,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reacted> reactions) {}

  private record Reacted(String emoji, List<PeerId> by) {}

  private record Who(PeerId id, String name, String kind) {}

  /// @param files what hangs on what was said
  private record Kind(
      String is,
      Optional<Subject> subject,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reply.File> files) {}

  private record Pressable(
      String label,
      String style,
      String token,
      String command,
      List<String> asks,
      boolean allowed,
      Optional<String> why) {}

  static byte[] page(ViewedPage page) {
    return Json.writeBytes(
        new Page(
            page.posts().stream().map(PostJson::shown).toList(),
            page.older(),
            page.newer(),
            page.place()));
  }

  static ObjectNode post(ViewedPost post) {
    return Json.tree(shown(post));
  }

  /// Times are whole milliseconds, by which posts are in order.
  private static Shown shown(ViewedPost viewed) {
    ShownPost shown = viewed.shown();
    Post post = shown.post();
    return new Shown(
        post.id(),
        post.place().room(),
        post.place().thread(),
        who(shown.author()),
        post.at().truncatedTo(ChronoUnit.MILLIS),
        kind(post.content()),
        shown.reply(),
        viewed.buttons().stream().map(PostJson::button).toList(),
        post.mentions(),
        shown.replies(),
        shown.lastReply(),
        post.edited(),
        post.reactions().stream().map(PostJson::reacted).toList());
  }

  private static Reacted reacted(Reaction reaction) {
    return new Reacted(reaction.emoji(), reaction.by().stream().map(Reaction.By::peer).toList());
  }

  private static Who who(Author author) {
    return new Who(author.id(), author.name(), word(author.kind()));
  }

  private static Kind kind(Content content) {
    return switch (content) {
      case Content.Said(_, var files) -> new Kind("said", Optional.empty(), files);
      case Content.Live(var subject) -> new Kind("live", Optional.of(subject), List.of());
      case Content.Removed _ -> new Kind("removed", Optional.empty(), List.of());
    };
  }

  private static Pressable button(Button button) {
    return new Pressable(
        button.action().label(),
        word(button.action().style()),
        button.token(),
        button.action().call().command().spoken(),
        button.asks(),
        button.why().isEmpty(),
        button.why().map(Reply.Refused::message));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
