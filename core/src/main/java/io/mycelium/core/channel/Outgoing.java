package io.mycelium.core.channel;

import io.mycelium.core.chat.Button;
import io.mycelium.core.room.ShownPost;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A post as a channel is to show it, the same for everybody there.
///
/// @param buttons what it offers, whoever may
/// @param thread the message that it hangs on there; nothing for one that hangs on none, or on one
///   that is not there
/// @param called the accounts there of those whom the post calls by name, by their names here
/// @param reactions of those who made theirs elsewhere
public record Outgoing(
    ShownPost shown,
    List<Button> buttons,
    Optional<String> thread,
    Map<String, Account> called,
    List<Reacted> reactions) {
  /// An emoji and who answered with it, by their names here.
  ///
  /// @param emoji in Unicode, or `:name:`
  public record Reacted(String emoji, List<String> names) {
    public Reacted {
      names = List.copyOf(names);
    }
  }

  public Outgoing {
    buttons = List.copyOf(buttons);
    called = Map.copyOf(called);
    reactions = List.copyOf(reactions);
  }

  /// One that nobody reacted to.
  public Outgoing(
      ShownPost shown, List<Button> buttons, Optional<String> thread, Map<String, Account> called) {
    this(shown, buttons, thread, called, List.of());
  }
}
