package io.mycelium.core.room;

import io.mycelium.core.id.PostId;
import java.util.List;
import java.util.Optional;

/// What was said in rooms and threads, in pages. What a reader may see is not asked here.
///
/// Posts are in the order of their time in milliseconds, those of the same millisecond in the order
/// of their ids. A thread begins with the post that it hangs on. Cheap in a room of any length: a
/// page costs what is on it. Blocks; call it on virtual threads.
public interface Timeline {
  /// From where a page is read.
  sealed interface From {
    /// The newest posts.
    record Newest() implements From {}

    /// The posts right before one.
    record Before(PostId post) implements From {}

    /// The posts right after one.
    record After(PostId post) implements From {}

    /// A post in the middle of those around it.
    record Around(PostId post) implements From {}
  }

  /// A page.
  ///
  /// @param posts oldest first
  /// @param older whether there are posts before them
  /// @param newer whether there are posts after them
  record Page(List<ShownPost> posts, boolean older, boolean newer) {
    public Page {
      posts = List.copyOf(posts);
    }
  }

  /// Reads a page.
  ///
  /// @param place a room, or a thread by the post that it hangs on or by any post in it
  /// @param max how many posts at most, from 1
  /// @return nothing when the thread is not in the room, or `from` names a post that is not in the
  ///   place
  Optional<Page> page(Place place, From from, int max);

  /// One post as it looks now.
  Optional<ShownPost> find(PostId id);
}
