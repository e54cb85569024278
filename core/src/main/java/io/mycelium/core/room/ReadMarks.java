package io.mycelium.core.room;

import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import java.util.Map;

/// How far each peer has read in each room. Marks move forward only, so that a late or repeated
/// move does no harm. Blocks; call it on virtual threads.
///
/// Every method throws [io.mycelium.core.state.StoreUnavailable] when the store cannot be reached.
public interface ReadMarks {
  /// A post, and where the indexes have it.
  ///
  /// @param rank see [Posts#rank]
  record Mark(long rank, PostId post) {
    public static Mark at(Post post) {
      return new Mark(Posts.rank(post), post.id());
    }
  }

  /// Moves a mark to a post, unless it is there or beyond.
  ///
  /// @return where the mark is now
  Mark move(PeerId peer, RoomId room, Mark to);

  /// All marks of a peer; rooms that it never read have none.
  Map<RoomId, Mark> of(PeerId peer);
}
