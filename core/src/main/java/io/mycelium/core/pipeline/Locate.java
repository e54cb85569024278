package io.mycelium.core.pipeline;

import io.mycelium.core.id.PostId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Stored;
import java.util.Optional;

/// The step *locate*: the thread in which a call is made is one of its room. Threads have one
/// level, so a post inside a thread stands for that thread.
final class Locate {
  private final AggregateStore store;

  Locate(AggregateStore store) {
    this.store = store;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    Place place = call.invocation().place();
    return place.thread().isEmpty()
        ? new Step.Go<>(call)
        : root(place, place.thread().get())
            .<Step<Ready<?>>>map(root -> new Step.Go<>(call.in(place.in(root))))
            .orElseGet(() -> new Step.Stop<>(unknown(place, place.thread().get())));
  }

  private Optional<PostId> root(Place place, PostId thread) {
    return store
        .find(Posts.KIND, thread.value())
        .map(Stored::state)
        .map(Post::place)
        .filter(of -> of.room().equals(place.room()))
        .map(of -> of.thread().orElse(thread));
  }

  private static Reply unknown(Place place, PostId thread) {
    return Posts.unknownThread(thread.value(), place.room());
  }
}
