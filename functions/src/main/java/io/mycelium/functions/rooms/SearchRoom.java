package io.mycelium.functions.rooms;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.command.Standard;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Times;
import io.mycelium.core.room.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `room search`: the posts of the room that have all of some words, newest first.
final class SearchRoom {
  /// Posts that one call looks through. Reading and drawing them takes well under a second.
  private static final int LOOKED_THROUGH = 5_000;

  private static final int PAGE = 200;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("time", "Time"),
          new Column("author", "Author", Fit.WHOLE),
          new Column("text", "Text", Fit.PROSE),
          new Column("thread", "Thread", Fit.SPARE),
          new Column("post", "Post", Fit.SPARE));

  record Options(
      @Positional
          @Help("words that the post has, in any order and case")
          @Bounds(min = 1, max = 200)
          String text,
      @Help("how many posts, counted from the newest") @Standard("20") @Bounds(min = 1, max = 100)
          int last,
      @Help("only posts older than this one; for the next page") Optional<Reference> before) {
    Options {
      if (text.isBlank()) {
        throw new IllegalArgumentException("A search needs a word to look for.");
      }
    }
  }

  /// What was found.
  ///
  /// @param last the last post that was looked at, if there are older ones
  private record Found(List<Post> posts, Optional<Post> last) {}

  private final RoomPosts posts;
  private final PostText text;
  private final Peers peers;

  SearchRoom(RoomPosts posts, PostText text, Peers peers) {
    this.posts = posts;
    this.text = text;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("room", "search")
        .summary("Search what was said in the room, newest first, 5,000 posts at a time")
        .examples(
            "who spoke of the certificate?",
            "search for 'the outage'",
            "find messages about the release",
            "where did we talk about the outage?",
            "where was 'the vendor' mentioned?",
            "room search 'build failed' --last 5")
        .permission(Permission.ROOMS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    Optional<Post> before = options.before().flatMap(given -> posts.find(given.value()));
    if (options.before().isPresent()
        && before.filter(post -> post.place().room().equals(room)).isEmpty()) {
      return Unknown.post(options.before().get(), room);
    }
    var words = new Words(options.text());
    PostText local = text.in(by.zone());
    Found found = find(room, p -> words.in(local.read(p.content())), before, options.last());
    return new Reply.Table(
        COLUMNS,
        found.posts().stream().map(post -> row(post, words, local)).toList(),
        nothing(found, room),
        found.last().map(last -> next(by.call(), last)));
  }

  private Found find(RoomId room, Predicate<Post> fits, Optional<Post> before, int most) {
    List<Post> fit = new ArrayList<>();
    Optional<PostId> reached = before.map(Post::id);
    for (int looked = 0; looked < LOOKED_THROUGH; looked += PAGE) {
      List<Post> page = posts.page(room, reached, PAGE);
      for (int i = 0; i < page.size(); i++) {
        Post post = page.get(i);
        if (fits.test(post)) {
          fit.add(post);
        }
        boolean end = i == page.size() - 1 && page.size() < PAGE;
        if (fit.size() == most && !end) {
          return new Found(fit, Optional.of(post));
        }
      }
      if (page.size() < PAGE) {
        return new Found(fit, Optional.empty());
      }
      reached = Optional.of(page.getLast().id());
    }
    return new Found(fit, reached.flatMap(post -> posts.find(post.value())));
  }

  private static String nothing(Found found, RoomId room) {
    return found
        .last()
        .map(last ->
            "No post of %s like that among the 5,000 that were looked through; older ones: --before %s."
                .formatted(room, last.id()))
        .orElseGet(() -> "No post of %s is like that.".formatted(room));
  }

  private static Call next(Call call, Post last) {
    return new Call(
        call.command(),
        call.definition(),
        call.options().deepCopy().put("before", last.id().value()));
  }

  private List<String> row(Post post, Words words, PostText local) {
    return List.of(
        Times.of(post.at()),
        peers.name(post.author()),
        words.excerpt(local.read(post.content())),
        post.place().thread().map(PostId::value).orElse(""),
        post.id().value());
  }
}
