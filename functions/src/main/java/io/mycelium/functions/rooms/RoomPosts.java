package io.mycelium.functions.rooms;

import io.mycelium.core.command.Reference;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.id.ScheduleId;
import io.mycelium.core.id.TaskId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Intent;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.References;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is said in rooms.
final class RoomPosts {
  private final AggregateStore store;
  private final References references;
  private final Threads threads;

  RoomPosts(AggregateStore store, Threads threads) {
    this.store = store;
    this.references = new References(store);
    this.threads = threads;
  }

  /// Adds a post.
  ///
  /// @return why not, if not
  Optional<Reply.Refused> add(Post post, Intent intent) {
    var draft = Commit.of(intent, Outcome.of(Subject.of(Posts.KIND.name(), post.id())));
    CommitResult result = store.commit(Posts.add(draft, post).done());
    return result instanceof CommitResult.Committed
        ? Optional.empty()
        : Optional.of(Refusals.of(result));
  }

  Optional<Post> find(String id) {
    return store.find(Posts.KIND, id).map(Stored::state);
  }

  /// The thread that a reference names: a post of the room, or something that the room talks about.
  /// A post inside a thread names that thread.
  Optional<PostId> thread(RoomId room, Reference reference) {
    Optional<String> post =
        reference.value().startsWith(PostId.PREFIX)
            ? Optional.of(reference.value())
            : subject(room, reference).flatMap(threads::of).map(PostId::value);
    return post.flatMap(this::find)
        .filter(p -> p.place().room().equals(room))
        .map(p -> p.place().thread().orElse(p.id()));
  }

  /// A job has the thread of the approval whose number it shares.
  private Optional<Subject> subject(RoomId room, Reference reference) {
    return Stream.of(
            new Subject("approval", ApprovalId.PREFIX),
            new Subject("task", TaskId.PREFIX),
            new Subject("schedule", ScheduleId.PREFIX))
        .flatMap(kind ->
            references.find(room, reference, kind.id()).stream()
                .map(id -> new Subject(kind.type(), id)))
        .findFirst();
  }

  /// The newest of all posts of a room, those in threads among them.
  Optional<Post> newest(RoomId room) {
    return page(room, Optional.empty(), 1).stream().findFirst();
  }

  /// Whether a post is the newest one of its room that hangs on no thread.
  boolean isNewest(Post post) {
    return store
        .newest(Posts.of(post.place().room()), Long.MAX_VALUE, 1)
        .equals(List.of(post.id().value()));
  }

  /// A page of all posts of a room, those in threads among them, newest first.
  ///
  /// @param before the last post of the page before
  List<Post> page(RoomId room, Optional<PostId> before, int max) {
    Index all = Posts.all(room);
    List<String> ids =
        before.isEmpty()
            ? store.newest(all, Long.MAX_VALUE, max)
            : store
                .around(all, before.get().value(), max, 0)
                .map(slice -> slice.ids().subList(0, slice.ids().size() - 1).reversed())
                .orElse(List.of());
    return store.findAll(Posts.KIND, ids).stream().map(Stored::state).toList();
  }

  /// The newest posts of a room or a thread, oldest of them first; a thread starts with the post
  /// that it hangs on.
  List<Post> newest(Place place, int max) {
    List<String> ids = store.newest(Posts.of(place), Long.MAX_VALUE, max);
    List<Post> posts =
        store.findAll(Posts.KIND, ids).reversed().stream().map(Stored::state).toList();
    Stream<Post> root = place.thread().map(PostId::value).flatMap(this::find).stream();
    return Stream.concat(root, posts.stream()).toList();
  }
}
