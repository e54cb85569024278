package io.mycelium.functions.rooms;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.core.room.ReadMarks.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `room seen`: how far the caller has read. Its mark only moves forward, so repeats need not be
/// remembered. Who has seen the newest post outside of threads has seen on the others what was
/// answered to them: there is nothing left to read.
final class SeenRoom {
  record Options(
      @Positional @Help("the last post that you have seen; the newest of all, when left out")
          Optional<Reference> post) {}

  private final RoomPosts posts;
  private final ReadMarks marks;
  private final Unread unread;

  SeenRoom(RoomPosts posts, ReadMarks marks, Unread unread) {
    this.posts = posts;
    this.marks = marks;
    this.unread = unread;
  }

  Command<Options> command() {
    return Command.named("room", "seen")
        .summary("Say how far you have read in the room")
        .examples(
            "I have read everything here",
            "mark everything as read",
            "I am up to date in this room",
            "room seen pst_01k2")
        .permission(Permission.ROOMS_READ)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    if (options.post().isEmpty()) {
      Optional<Mark> mark = posts.newest(room).map(post -> move(post, by));
      return card(room, mark, by);
    }
    Reference given = options.post().get();
    return posts
        .find(given.value())
        .filter(post -> post.place().room().equals(room))
        .map(post -> posts.isNewest(post) ? posts.newest(room).orElse(post) : post)
        .<Reply>map(post -> card(room, Optional.of(move(post, by)), by))
        .orElseGet(() -> Unknown.post(given, room));
  }

  private Mark move(Post post, Invocation by) {
    return marks.move(by.caller().id(), post.place().room(), Mark.at(post));
  }

  private Reply card(RoomId room, Optional<Mark> mark, Invocation by) {
    Unread.Count left = unread.of(by.caller().id(), room);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("unread", "Unread", Long.toString(left.posts())));
    fields.add(new Field("mentions", "Mentions", Long.toString(left.mentions())));
    mark.ifPresent(m -> fields.add(new Field("post", "Read up to", m.post().value())));
    return new Reply.Card(
        Optional.of(new Subject(RoomRecords.KIND.name(), room.value())),
        "Room " + room,
        Optional.empty(),
        "",
        fields,
        List.of());
  }
}
