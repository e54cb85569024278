package io.mycelium.core.chat;

import java.util.List;

/// Posts of a place as one viewer sees them now.
///
/// @param posts oldest first
/// @param older whether there are posts before them
/// @param newer whether there are posts after them
/// @param place in the event log: who reads on from there misses nothing that this page lacks
public record ViewedPage(List<ViewedPost> posts, boolean older, boolean newer, String place) {
  public ViewedPage {
    posts = List.copyOf(posts);
  }
}
