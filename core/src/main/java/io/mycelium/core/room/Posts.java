package io.mycelium.core.room;

import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import java.util.Optional;

/// How posts are kept. A feature adds a post to the commit of what the post tells of, so that
/// neither is ever there without the other.
public final class Posts {
  public static final Kind<Post> KIND = new Kind<>("post", Post.class);

  private Posts() {}

  /// The posts of a room that hang on no thread, by time.
  public static Index of(RoomId room) {
    return new Index("posts:room:" + room);
  }

  /// The posts of a thread, by time, without the one that it hangs on.
  public static Index of(PostId thread) {
    return new Index("posts:thread:" + thread);
  }

  /// Adds the post, its index entry and its event.
  public static Commit.Draft add(Commit.Draft draft, Post post) {
    Index index = post.place().thread().map(Posts::of).orElseGet(() -> of(post.place().room()));
    return draft
        .create(KIND, post.id().value(), post)
        .rank(index, post.id().value(), post.at().toEpochMilli())
        .event(
            new Event(
                "post.created",
                Optional.of(post.place().room()),
                Subject.of(KIND.name(), post.id()),
                Json.tree(post)));
  }
}
