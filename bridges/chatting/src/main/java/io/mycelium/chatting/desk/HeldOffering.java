package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.Held;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Action;
import io.mycelium.core.room.Place;
import java.util.Optional;
import java.util.function.Function;

/// Buttons whose calls are kept for the one who is shown them.
///
/// @param hold keeps a call and tells the button's id
/// @param command that was called, and may have to be confirmed
record HeldOffering(
    Function<Held, String> hold, Caller caller, Place place, String command, ObjectNode options)
    implements Offering {
  /// For what offers nothing.
  static final Offering NOTHING =
      new Offering() {
        @Override
        public String of(Action action) {
          throw new IllegalArgumentException("nobody is here to offer something to");
        }

        @Override
        public String confirming(String token) {
          throw new IllegalArgumentException("nobody is here to confirm something");
        }
      };

  @Override
  public String of(Action action) {
    return hold.apply(
        new Held(
            caller.id(),
            place,
            action.call().command().spoken(),
            action.call().options(),
            false,
            Optional.empty()));
  }

  @Override
  public String confirming(String token) {
    return hold.apply(new Held(caller.id(), place, command, options, false, Optional.of(token)));
  }
}
