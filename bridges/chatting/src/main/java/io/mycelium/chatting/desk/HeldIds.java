package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.channel.Held;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Action;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import java.util.Optional;
import java.util.function.Function;

/// Buttons whose calls are kept for the one who is shown them.
///
/// @param hold keeps a call and tells the button's id
/// @param command that was called, and may have to be confirmed
record HeldIds(
    Function<Held, String> hold, Caller caller, Place place, String command, ObjectNode options)
    implements ButtonIds {

  @Override
  public Optional<String> action(Action action) {
    return held(action.call().command().spoken(), action.call().options(), false, Optional.empty());
  }

  @Override
  public Optional<String> confirm(String token) {
    return held(command, options, false, Optional.of(token));
  }

  @Override
  public Optional<String> form(Reply.Form form) {
    return held(form.submit().spoken(), form.prefill(), true, Optional.empty());
  }

  private Optional<String> held(
      String called, ObjectNode given, boolean ask, Optional<String> confirmation) {
    return Optional.of(hold.apply(new Held(caller.id(), place, called, given, ask, confirmation)));
  }
}
