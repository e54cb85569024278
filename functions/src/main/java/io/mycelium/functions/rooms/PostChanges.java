package io.mycelium.functions.rooms;

import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Reference;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Aggregates;
import io.mycelium.core.state.Decision;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Update;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Changes posts of the room that a call is made in, and tells beforehand why not.
final class PostChanges {
  private final Aggregates<Post> posts;
  private final PostView view;

  PostChanges(AggregateStore store, PostView view, RandomGenerator random) {
    this.posts = new Aggregates<>(store, Posts.KIND, random);
    this.view = view;
  }

  /// Changes a post.
  ///
  /// @return the post as it is now, or why not
  Reply to(Reference post, Invocation by, Function<Stored<Post>, Decision<Post>> decide) {
    return find(post, by)
        .map(stored -> posts.update(stored.id(), by.intent(), decide))
        .map(this::reply)
        .orElseGet(() -> Unknown.post(post, by.place().room()));
  }

  private Reply reply(Update<Post> update) {
    return switch (update) {
      case Update.Done<Post>(var stored) -> view.card(stored.state());
      case Update.Refused<Post>(var why) -> why;
    };
  }

  /// Why a post would not be changed as things stand.
  Optional<Reply.Refused> refusal(
      Reference post, Invocation by, Function<Stored<Post>, Decision<Post>> decide) {
    return find(post, by)
        .map(stored -> PostDecisions.why(decide.apply(stored)))
        .orElseGet(() -> Optional.of(Unknown.post(post, by.place().room())));
  }

  private Optional<Stored<Post>> find(Reference post, Invocation by) {
    return posts
        .find(post.value())
        .filter(stored -> stored.state().place().room().equals(by.place().room()));
  }
}
