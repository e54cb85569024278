package io.mycelium.core.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /// The posts of a room or of a thread.
  public static Index of(Place place) {
    return place.thread().map(Posts::of).orElseGet(() -> of(place.room()));
  }

  /// All posts of a room, those in threads among them, by time.
  public static Index all(RoomId room) {
    return new Index("posts:all:" + room);
  }

  /// All posts of a room that the peer wrote. Mycelium's own are not counted.
  public static Index by(PeerId author, RoomId room) {
    return new Index("posts:by:%s:%s".formatted(room, author));
  }

  /// All posts of a room that mention the peer and that somebody else wrote.
  public static Index mentioning(PeerId peer, RoomId room) {
    return new Index("posts:mentioning:%s:%s".formatted(room, peer));
  }

  /// The live posts that show a subject, by time.
  public static Index about(Subject subject) {
    return new Index("posts:about:" + subject);
  }

  /// From the messages of a channel to the posts that they are.
  public static Lookup messages(ChannelRef channel) {
    return new Lookup("messages:" + channel);
  }

  /// The message of a channel that was taken in last.
  public static Flag heard(ChannelRef channel) {
    return new Flag("heard:" + channel);
  }

  /// Where the indexes have a post. Of posts with the same rank the one with the greater id comes
  /// later.
  public static long rank(Post post) {
    return post.at().toEpochMilli();
  }

  /// Adds the post, its index entries and its event.
  public static Commit.Draft add(Commit.Draft draft, Post post) {
    String id = post.id().value();
    indexes(post).forEach(index -> draft.rank(index, id, rank(post)));
    post.origin()
        .ifPresent(said -> {
          draft.bind(messages(said.channel()), said.message(), id);
          draft.set(heard(said.channel()), said.message());
        });
    return draft
        .create(KIND, id, post)
        .event(event("post.created", post, Json.tree(post.unsealed())));
  }

  /// Adds to the commit of a post's new state what else changes with it: its words were changed.
  public static Commit.Draft edited(Commit.Draft draft, Post from, Post to) {
    return indexed(draft, from, to).event(event("post.edited", to, Json.tree(to.unsealed())));
  }

  /// The same for one that was taken away. No event tells what it was.
  public static Commit.Draft removed(Commit.Draft draft, Post from, Post to, PeerId by) {
    return indexed(draft, from, to)
        .event(event("post.removed", to, Json.object().put("by", by.value())));
  }

  /// The same for one that somebody answered with an emoji, or no longer does.
  ///
  /// @param on whether they do
  public static Commit.Draft reacted(
      Commit.Draft draft, Post to, String emoji, PeerId by, boolean on) {
    var payload = Json.object().put("emoji", emoji).put("by", by.value()).put("on", on);
    return draft.event(event("post.reacted", to, payload));
  }

  private static Event event(String type, Post post, ObjectNode payload) {
    return new Event(
        type, Optional.of(post.place().room()), Subject.of(KIND.name(), post.id()), payload);
  }

  private static Commit.Draft indexed(Commit.Draft draft, Post from, Post to) {
    String id = to.id().value();
    Set<Index> before = new LinkedHashSet<>(indexes(from));
    Set<Index> after = new LinkedHashSet<>(indexes(to));
    before.stream().filter(index -> !after.contains(index)).forEach(i -> draft.unrank(i, id));
    after.stream()
        .filter(index -> !before.contains(index))
        .forEach(index -> draft.rank(index, id, rank(to)));
    return draft;
  }

  /// What is said of a thread that is not there, and of one that is in another room: the same.
  ///
  /// @param thread as it was named
  public static Reply.Refused unknownThread(String thread, RoomId room) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-thread",
        "There is no thread %s in %s; 'room read' shows the posts there are."
            .formatted(thread, room));
  }

  private static List<Index> indexes(Post post) {
    RoomId room = post.place().room();
    List<Index> indexes = new ArrayList<>();
    indexes.add(of(post.place()));
    indexes.add(all(room));
    if (post.content() instanceof Content.Live(var subject)) {
      indexes.add(about(subject));
    }
    if (!post.author().equals(Peer.SYSTEM)) {
      indexes.add(by(post.author(), room));
    }
    post.mentions().stream()
        .filter(peer -> !peer.equals(post.author()))
        .forEach(peer -> indexes.add(mentioning(peer, room)));
    return indexes;
  }
}
