package io.mycelium.chatting.layout;

import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import java.util.Optional;

/// What stands for each button of a reply; one without an id is left out.
public interface ButtonIds {
  /// For an action of the reply, and for the next page of its table.
  Optional<String> action(Action action);

  /// For making the refused call again, confirmed.
  ///
  /// @param token of the refusal
  Optional<String> confirm(String token);

  /// For being asked for what a form asks.
  Optional<String> form(Reply.Form form);

  /// No buttons at all.
  static ButtonIds none() {
    return new ButtonIds() {
      @Override
      public Optional<String> action(Action action) {
        return Optional.empty();
      }

      @Override
      public Optional<String> confirm(String token) {
        return Optional.empty();
      }

      @Override
      public Optional<String> form(Reply.Form form) {
        return Optional.empty();
      }
    };
  }
}
