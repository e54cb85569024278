package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.channel.Held;
import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.command.Command;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.room.Place;
import java.util.Optional;

/// Buttons and forms that one person alone is shown, and the calls behind them.
final class Offers {
  private final HeldCalls held;
  private final Chat chat;
  private final Bearings bearings;

  Offers(HeldCalls held, Chat chat, Bearings bearings) {
    this.held = held;
    this.chat = chat;
    this.bearings = bearings;
  }

  /// Ids for the buttons of a reply to a call.
  ButtonIds on(Caller caller, Place place, String command, ObjectNode options) {
    return new HeldIds(this::hold, caller, place, command, options);
  }

  private String hold(Held call) {
    return new ButtonId.OfHeld(held.hold(call)).text();
  }

  /// A form for all options of a command.
  Answer.Ask ask(Caller caller, Place place, Command<?> command, ObjectNode options) {
    var call =
        new Held(caller.id(), place, command.name().spoken(), options, true, Optional.empty());
    return Answer.Ask.all(hold(call), command, options);
  }

  /// The id of a button that asks once more.
  String again(Caller caller, Held call, ObjectNode options) {
    return hold(
        new Held(caller.id(), call.place(), call.command(), options, true, Optional.empty()));
  }

  /// The call behind a button or a form of this caller's.
  Optional<Held> call(Caller caller, ButtonId id) {
    return switch (id) {
      case ButtonId.OfHeld held -> held(caller, held);
      case ButtonId.OfPost post ->
          chat.offered(caller, post.post(), post.token())
              .flatMap(call ->
                  bearings
                      .where(caller, post.post())
                      .map(place ->
                          new Held(
                              caller.id(),
                              place,
                              call.command().spoken(),
                              call.options(),
                              true,
                              Optional.empty())));
    };
  }

  /// The call behind a button that this caller alone was shown.
  Optional<Held> held(Caller caller, ButtonId.OfHeld id) {
    return held.find(id.token()).filter(call -> call.peer().equals(caller.id()));
  }

  /// The form that was asked with an id.
  Optional<Answer.Ask> asked(Caller caller, ButtonId id) {
    return call(caller, id)
        .flatMap(call ->
            bearings
                .command(call.command())
                .map(found ->
                    switch (id) {
                      case ButtonId.OfHeld _ -> Answer.Ask.all(id.text(), found, call.options());
                      case ButtonId.OfPost _ ->
                          new Answer.Ask(
                              id.text(), found, call.options(), found.open(call.options()));
                    }));
  }
}
