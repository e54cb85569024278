package io.mycelium.core.chat;

import io.mycelium.core.room.ShownPost;
import java.util.List;

/// A post as one viewer sees it now.
public record ViewedPost(ShownPost shown, List<Button> buttons) {
  public ViewedPost {
    buttons = List.copyOf(buttons);
  }
}
