package io.mycelium.core.pipeline;

import io.mycelium.core.command.Needs;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Rooms;
import java.util.Optional;
import java.util.Set;

/// The step *authorise*: the role must have the command's permission, and the room must admit the
/// caller; then the same for what the options need. A closed room is not even known to those it
/// does not admit.
final class Authorise {
  private final Rooms rooms;

  Authorise(Rooms rooms) {
    this.rooms = rooms;
  }

  Step<Ready<?>> apply(Ready<?> call) {
    var here =
        new Needs(Set.of(call.command().permission()), Set.of(call.invocation().place().room()));
    return refusal(call, here)
        .or(() -> refusal(call, needs(call)))
        .<Step<Ready<?>>>map(Step.Stop::new)
        .orElseGet(() -> new Step.Go<>(call));
  }

  private static <O> Needs needs(Ready<O> call) {
    return call.command().handler().needs(call.options(), call.invocation());
  }

  private Optional<Reply> refusal(Ready<?> call, Needs needs) {
    Caller caller = call.invocation().caller();
    Optional<Permission> missing =
        needs.permissions().stream().filter(permission -> !caller.may(permission)).findFirst();
    if (missing.isPresent()) {
      return Optional.of(
          notPermitted(call.command().name().spoken(), missing.get(), caller.role()));
    }
    Optional<RoomId> unknown =
        needs.rooms().stream().filter(room -> rooms.find(room, caller).isEmpty()).findFirst();
    return unknown.map(Rooms::unknown);
  }

  static Reply notPermitted(String what, Permission needed, Role role) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "not-permitted",
        "'%s' needs the permission %s, which the role %s has; you are %s."
            .formatted(what, needed.word(), needed.lowest().word(), role.word()));
  }
}
