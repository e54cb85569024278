package io.mycelium.functions.rooms;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Needs;
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
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `room read`: what was said in a room or in a thread.
final class ReadRoom {
  record Options(
      @Positional @Help("the room; the one you are in, when left out") Optional<RoomId> name,
      @Help("only what hangs on this post, approval, job, task or schedule")
          Optional<Reference> thread,
      @Help("how many posts, counted from the newest") @Standard("20") @Bounds(min = 1, max = 200)
          int last) {}

  private final RoomPosts posts;
  private final PostText text;
  private final Peers peers;

  ReadRoom(RoomPosts posts, PostText text, Peers peers) {
    this.posts = posts;
    this.text = text;
    this.peers = peers;
  }

  Command<Options> command() {
    return Command.named("room", "read")
        .summary("Read what was said in a room, oldest first")
        .examples(
            "what was said in main?",
            "show me the last 20 messages",
            "what did I miss in #ops?",
            "read me the newest messages",
            "what did they discuss here today?",
            "room read --thread #12")
        .permission(Permission.ROOMS_READ)
        .handledBy(Options.class, (options, by) -> Needs.of(room(options, by)), this::handle);
  }

  private static RoomId room(Options options, Invocation by) {
    return options.name().orElse(by.place().room());
  }

  private Reply handle(Options options, Invocation by) {
    RoomId name = room(options, by);
    if (options.thread().isEmpty()) {
      return read(Place.of(name), options.last(), by.zone());
    }
    Optional<PostId> thread = posts.thread(name, options.thread().get());
    return thread
        .<Reply>map(post -> read(Place.of(name).in(post), options.last(), by.zone()))
        .orElseGet(() -> Unknown.thread(options.thread().get(), name));
  }

  private Reply read(Place place, int last, ZoneId zone) {
    PostText local = text.in(zone);
    return new Reply.Table(
        List.of(
            new Column("time", "Time"),
            new Column("author", "Author", Fit.WHOLE),
            new Column("text", "Text", Fit.PROSE),
            new Column("post", "Post", Fit.SPARE)),
        posts.newest(place, last).stream().map(post -> row(post, local)).toList(),
        "Nothing has been said in %s. 'say TEXT' does.".formatted(place.room()),
        Optional.empty());
  }

  private List<String> row(Post post, PostText local) {
    return List.of(
        Times.of(post.at()),
        peers.name(post.author()),
        local.of(post.content()),
        post.id().value());
  }
}
