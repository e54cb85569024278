package io.mycelium.functions.rooms;

import io.mycelium.core.id.PostId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.room.Author;
import io.mycelium.core.room.Content;
import io.mycelium.core.room.Place;
import io.mycelium.core.room.Post;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.ShownPost;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Slice;
import io.mycelium.core.state.Span;
import io.mycelium.core.state.Stored;
import io.mycelium.core.state.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Pages of posts, by the indexes that the posts' own commits wrote.
final class RoomTimeline implements Timeline {
  private final AggregateStore store;
  private final Peers peers;
  private final Function<Subject, Optional<Reply.Card>> draw;

  /// @param draw draws live cards as they are now
  RoomTimeline(AggregateStore store, Peers peers, Function<Subject, Optional<Reply.Card>> draw) {
    this.store = store;
    this.peers = peers;
    this.draw = draw;
  }

  @Override
  public Optional<ShownPost> find(PostId id) {
    return post(id).map(post -> shown(List.of(post)).getFirst());
  }

  @Override
  public Optional<Page> page(Place place, From from, int max) {
    if (place.thread().isEmpty()) {
      return slice(Posts.of(place.room()), from, max).map(this::page);
    }
    return post(place.thread().get())
        .filter(post -> post.place().room().equals(place.room()))
        .map(post -> post.place().thread().orElse(post.id()))
        .flatMap(root -> thread(root, from, max))
        .map(this::page);
  }

  private Optional<Post> post(PostId id) {
    return store.find(Posts.KIND, id.value()).map(Stored::state);
  }

  private Optional<Slice> slice(Index index, From from, int max) {
    return switch (from) {
      case From.Newest _ -> Optional.of(newest(index, max));
      case From.Before(var post) ->
          store
              .around(index, post.value(), max, 0)
              .map(s -> new Slice(s.ids().subList(0, s.ids().size() - 1), s.older(), true));
      case From.After(var post) ->
          store
              .around(index, post.value(), 0, max)
              .map(s -> new Slice(s.ids().subList(1, s.ids().size()), true, s.newer()));
      case From.Around(var post) -> {
        int before = (max - 1) / 2;
        yield store.around(index, post.value(), before, max - 1 - before);
      }
    };
  }

  private Slice newest(Index index, int max) {
    List<String> ids = store.newest(index, Long.MAX_VALUE, max + 1);
    boolean older = ids.size() > max;
    return new Slice((older ? ids.subList(0, max) : ids).reversed(), older, false);
  }

  private Slice oldest(Index index, int max, boolean older) {
    List<String> ids = store.oldest(index, Long.MIN_VALUE, max + 1);
    boolean newer = ids.size() > max;
    return new Slice(newer ? ids.subList(0, max) : ids, older, newer);
  }

  /// A slice of a thread, at whose beginning stands the post that it hangs on, which is not in its
  /// index.
  private Optional<Slice> thread(PostId root, From from, int max) {
    Index index = Posts.of(root);
    return switch (from) {
      case From.Before(var post) when post.equals(root) ->
          Optional.of(new Slice(List.of(), false, true));
      case From.After(var post) when post.equals(root) -> Optional.of(oldest(index, max, true));
      case From.Around(var post) when post.equals(root) ->
          Optional.of(begun(oldest(index, max - 1, false), root, max));
      // What comes after an answer never begins the thread.
      case From.After _ -> slice(index, from, max);
      case From.Newest _, From.Before _, From.Around _ ->
          slice(index, from, max).map(s -> begun(s, root, max));
    };
  }

  /// With the thread's first post before what is the beginning of its index, if the page has room.
  private static Slice begun(Slice slice, PostId root, int max) {
    if (slice.older()) {
      return slice;
    }
    if (slice.ids().size() >= max) {
      return new Slice(slice.ids(), true, slice.newer());
    }
    List<String> ids = Stream.concat(Stream.of(root.value()), slice.ids().stream()).toList();
    return new Slice(ids, false, slice.newer());
  }

  private Page page(Slice slice) {
    List<Post> posts = store.findAll(Posts.KIND, slice.ids()).stream().map(Stored::state).toList();
    return new Page(shown(posts), slice.older(), slice.newer());
  }

  /// The answers to all of them are counted with one question.
  private List<ShownPost> shown(List<Post> posts) {
    List<Tally> answers =
        store.tally(posts.stream().map(post -> Span.all(Posts.of(post.id()))).toList());
    List<ShownPost> shown = new ArrayList<>(posts.size());
    for (int i = 0; i < posts.size(); i++) {
      shown.add(shown(posts.get(i), answers.get(i)));
    }
    return shown;
  }

  private ShownPost shown(Post post, Tally answers) {
    Optional<Instant> last = answers.newest().map(Tally.Entry::rank).map(Instant::ofEpochMilli);
    return new ShownPost(post, author(post), reply(post.content()), answers.count(), last);
  }

  private Author author(Post post) {
    PeerKind kind =
        post.author().equals(Peer.SYSTEM)
            ? PeerKind.SYSTEM
            : peers.find(post.author()).map(Peer::kind).orElse(PeerKind.PERSON);
    return new Author(post.author(), peers.name(post.author()), kind);
  }

  private Reply reply(Content content) {
    return switch (content) {
      case Content.Said(var reply, _) -> reply;
      case Content.Live(var subject) ->
          draw.apply(subject)
              .<Reply>map(card -> card)
              .orElseGet(() -> new Reply.Text(PostText.gone(subject)));
      case Content.Removed(var by, _) -> new Reply.Text(PostText.removed(peers.name(by)));
    };
  }
}
