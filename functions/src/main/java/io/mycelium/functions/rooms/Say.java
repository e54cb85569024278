package io.mycelium.functions.rooms;

import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.command.Reference;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.functions.peers.Mentions;
import java.util.List;
import java.util.Optional;

/// `say`: say something in the room, show a file, or both.
final class Say {
  record Options(
      @Positional @Help("what to say, in Markdown") @Bounds(min = 1, max = 4_000)
          Optional<String> text,
      @Help("a file to show") Optional<FileRef> file,
      @Help("the post, approval, job, task or schedule that it is about")
          Optional<Reference> thread) {
    Options {
      if (text.isEmpty() && file.isEmpty()) {
        throw new IllegalArgumentException("Say a text, show a file, or both.");
      }
    }

    Content content() {
      List<Reply.File> files = file.map(Reply.File::of).stream().toList();
      return text.map(words -> new Content.Said(new Reply.Text(words), files))
          .orElseGet(() -> new Content.Said(files.getFirst()));
    }
  }

  private final RoomPosts posts;
  private final PostView view;
  private final Mentions mentions;
  private final Ids ids;

  Say(RoomPosts posts, PostView view, Mentions mentions, Ids ids) {
    this.posts = posts;
    this.view = view;
    this.mentions = mentions;
    this.ids = ids;
  }

  Command<Options> command() {
    return Command.named("say")
        .summary("Say something in the room; @NAME calls somebody")
        .examples(
            "tell everybody: the release is out",
            "post 'the build is green' in this room",
            "announce: maintenance begins at noon",
            "say 'looks good' --thread #12",
            "say 'the numbers' --file q3.csv")
        .permission(Permission.ROOMS_SAY)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    RoomId room = by.place().room();
    if (options.thread().isEmpty()) {
      return say(options, by.place(), by);
    }
    Optional<PostId> thread = posts.thread(room, options.thread().get());
    return thread
        .map(post -> say(options, Place.of(room).in(post), by))
        .orElseGet(() -> Unknown.thread(options.thread().get(), room));
  }

  private Reply say(Options options, Place place, Invocation by) {
    var post =
        Post.of(ids.post(), place, by.caller().id(), options.content(), by.at(), ids.seal())
            .mentioning(mentions.in(options.text().orElse("")))
            .saidAs(by.said());
    return posts.add(post, by.intent()).<Reply>map(why -> why).orElseGet(() -> view.card(post));
  }
}
