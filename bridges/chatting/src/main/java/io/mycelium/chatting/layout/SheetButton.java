package io.mycelium.chatting.layout;

import io.mycelium.core.reply.Action;

/// A button of a message.
///
/// @param id what the platform gives back when it is pressed; at most [#LONGEST_ID] characters
public record SheetButton(String label, Action.Style style, String id) {
  /// The shortest limit of all platforms.
  public static final int LONGEST_ID = 100;

  public SheetButton {
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "a button's id has 1 to %d characters".formatted(LONGEST_ID));
    }
  }
}
