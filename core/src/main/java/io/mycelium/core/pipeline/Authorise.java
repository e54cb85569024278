package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Rooms;
import java.util.Optional;

/// The step *authorise*: the role must have the command's permission, and the room must admit the
/// caller. A closed room is not even known to those it does not admit.
final class Authorise {
  private final Rooms rooms;

  Authorise(Rooms rooms) {
    this.rooms = rooms;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    return refusal(call.command(), call.invocation())
        .<Step<Ready<?>>>map(Step.Stop::new)
        .orElseGet(() -> new Step.Go<>(call));
  }

  private Optional<Reply> refusal(Command<?> command, Invocation by) {
    Caller caller = by.caller();
    if (!caller.may(command.permission())) {
      return Optional.of(
          Reply.Refused.because(
              Reply.Reason.FORBIDDEN,
              "not-permitted",
              "'%s' needs the permission %s, which the role %s has; you are %s."
                  .formatted(
                      command.name(),
                      command.permission().word(),
                      command.permission().lowest().word(),
                      caller.role().word())));
    }
    RoomId room = by.place().room();
    return rooms.find(room, caller).isPresent()
        ? Optional.empty()
        : Optional.of(Rooms.unknown(room));
  }
}
