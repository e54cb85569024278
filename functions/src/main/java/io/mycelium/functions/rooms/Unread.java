package io.mycelium.functions.rooms;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Peer;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.room.Posts;
import io.mycelium.core.room.ReadMarks;
import io.mycelium.core.room.ReadMarks.Mark;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Index;
import io.mycelium.core.state.Span;
import io.mycelium.core.state.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts what a peer has not read: posts that others wrote after its mark, in threads too. Rooms
/// that it never read count from when it came. Costs the same whatever was said.
final class Unread {
  /// What is unread in a room.
  ///
  /// @param mentions how many of these posts call the peer by name
  /// @param newest the last post that was counted or read; nothing when nobody said anything
  /// @param read the last post that the peer has read; nothing when it never said so
  record Count(long posts, long mentions, Optional<PostId> newest, Optional<PostId> read) {
    static final Count NOTHING = new Count(0, 0, Optional.empty(), Optional.empty());
  }

  private final AggregateStore store;
  private final Peers peers;
  private final ReadMarks marks;

  Unread(AggregateStore store, Peers peers, ReadMarks marks) {
    this.store = store;
    this.peers = peers;
    this.marks = marks;
  }

  Count of(PeerId peer, RoomId room) {
    return of(peer, List.of(room)).getOrDefault(room, Count.NOTHING);
  }

  Map<RoomId, Count> of(PeerId peer, List<RoomId> rooms) {
    Map<RoomId, Mark> read = marks.of(peer);
    long came = peers.find(peer).map(Peer::since).orElse(Instant.EPOCH).toEpochMilli();
    List<Span> spans = new ArrayList<>();
    for (RoomId room : rooms) {
      Mark mark = read.get(room);
      for (Index index : indexes(peer, room)) {
        spans.add(
            mark == null
                ? new Span(index, came, "")
                : new Span(index, mark.rank(), mark.post().value()));
      }
    }
    return counts(rooms, read, store.tally(spans));
  }

  private static List<Index> indexes(PeerId peer, RoomId room) {
    return List.of(Posts.all(room), Posts.by(peer, room), Posts.mentioning(peer, room));
  }

  private static Map<RoomId, Count> counts(
      List<RoomId> rooms, Map<RoomId, Mark> read, List<Tally> tallies) {
    Map<RoomId, Count> counts = new HashMap<>();
    for (int i = 0; i < rooms.size(); i++) {
      Tally all = tallies.get(3 * i);
      long own = tallies.get(3 * i + 1).count();
      long mentions = tallies.get(3 * i + 2).count();
      Optional<PostId> mark = Optional.ofNullable(read.get(rooms.get(i))).map(Mark::post);
      Optional<PostId> newest = all.newest().map(Tally.Entry::id).map(PostId::new);
      counts.put(rooms.get(i), new Count(all.count() - own, mentions, newest, mark));
    }
    return counts;
  }
}
