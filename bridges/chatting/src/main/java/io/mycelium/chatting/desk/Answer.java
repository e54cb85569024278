package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Option;
import io.mycelium.core.reply.Reply;
import java.util.List;

/// What a platform is to show of what became of a deed.
public sealed interface Answer {
  /// Nothing: everybody sees by a post what came of it.
  record Silent() implements Answer {}

  /// A reply to whoever did it, and to nobody else.
  ///
  /// @param ids of the buttons on it
  record Alone(Reply reply, ButtonIds ids) implements Answer {}

  /// A form for a command's options.
  ///
  /// @param id with which the form comes back
  /// @param prefill what is known already
  /// @param options the names of those that are asked for
  record Ask(String id, Command<?> command, ObjectNode prefill, List<String> options)
      implements Answer {
    public Ask {
      options = List.copyOf(options);
    }

    static Ask all(String id, Command<?> command, ObjectNode prefill) {
      return new Ask(
          id, command, prefill, command.options().options().stream().map(Option::name).toList());
    }
  }

  /// What a form came back with does not fit.
  ///
  /// @param why with what is wrong with which option
  /// @param again the id of a button that asks once more, with what was filled in
  record Misfit(Reply.Refused why, String again) implements Answer {}
}
