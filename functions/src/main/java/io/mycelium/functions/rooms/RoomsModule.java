package io.mycelium.functions.rooms;

import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.SubjectViews;
import io.mycelium.core.room.EmojiNames;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.core.room.Room;
import io.mycelium.core.room.Rooms;
import io.mycelium.core.room.Timeline;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.EventFeed;
import io.mycelium.functions.peers.Mentions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The feature as the gateway composes it.
public final class RoomsModule {
  private final Parts parts;
  private final RoomDirectory directory;
  private final RoomView rooms;
  private final RoomPosts roomPosts;
  private final PostText text;
  private final PostView posts;

  /// What the feature works with.
  ///
  /// @param views of all features, this one among them: posts show live cards of any of them
  /// @param threads finds the threads of things that posts are about
  /// @param emojis how reactions are written
  public record Parts(
      AggregateStore store,
      EventFeed feed,
      ReadMarks marks,
      Peers peers,
      Ids ids,
      RandomGenerator random,
      Supplier<SubjectViews> views,
      Threads threads,
      EmojiNames emojis) {}

  public RoomsModule(Parts parts) {
    this.parts = parts;
    this.directory = new RoomDirectory(parts.store(), parts.feed());
    this.rooms = new RoomView(parts.store(), parts.peers());
    this.roomPosts = new RoomPosts(parts.store(), parts.threads());
    this.text =
        new PostText(
            subject -> parts.views().get().drawPosted(subject),
            parts.peers()::name,
            ZoneOffset.UTC);
    this.posts = new PostView(roomPosts, parts.peers(), text);
  }

  /// Adds the rooms that every workspace has: one for everybody, and one for operators, who come
  /// and go with their role.
  public static Commit.Draft first(Commit.Draft draft, Peer admin) {
    var main = new Room(RoomId.MAIN, false, Set.of(), Optional.empty(), admin.id(), admin.since());
    var operators =
        new Room(
            RoomId.OPERATORS,
            true,
            Set.of(),
            Optional.of(Role.OPERATOR),
            admin.id(),
            admin.since());
    return RoomRecords.add(RoomRecords.add(draft, main), operators);
  }

  public Rooms rooms() {
    return directory;
  }

  /// What was said, in pages.
  public Timeline timeline() {
    return new RoomTimeline(
        parts.store(), parts.peers(), subject -> parts.views().get().drawPosted(subject));
  }

  public List<Function> functions() {
    var commits = new RoomCommits(parts.store(), directory, parts.random());
    var members = new Members(parts.peers());
    var mentions = new Mentions(parts.peers());
    var changes = new PostChanges(parts.store(), posts, parts.random());
    var unread = new Unread(parts.store(), parts.peers(), parts.marks());
    return List.of(
        new Function(
            new FunctionName("room"),
            "Talk, and say who hears it",
            FunctionLimits.STANDARD,
            List.of(
                new Say(roomPosts, posts, mentions, parts.ids()).command(),
                new EditPost(changes, mentions).command(),
                new RemovePost(changes).command(),
                new ReactToPost(changes, parts.emojis()).command(),
                new ReadRoom(roomPosts, text, parts.peers()).command(),
                new SearchRoom(roomPosts, text, parts.peers()).command(),
                new SeenRoom(roomPosts, parts.marks(), unread).command(),
                new ListRooms(directory, members, unread).command(),
                new CreateRoom(commits, members, rooms).command(),
                new RoomMembers(directory, commits, members, rooms).command())));
  }

  public List<SubjectView> views() {
    return List.of(rooms, posts);
  }
}
