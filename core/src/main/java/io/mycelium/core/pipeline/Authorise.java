package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
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
    var by = call.invocation();
    return refusal(call.command(), by)
        .or(() -> refusal(quoted(call.command().name().spoken()), needs(call), by.caller()))
        .<Step<Ready<?>>>map(Step.Stop::new)
        .orElseGet(() -> new Step.Go<>(call));
  }

  private static <O> Needs needs(Ready<O> call) {
    return call.command().handler().needs(call.options(), call.invocation());
  }

  /// Why the caller may not call the command in the place, whatever the options are.
  Optional<Reply.Refused> refusal(Command<?> command, Invocation by) {
    return refusal(
        quoted(command.name().spoken()), command.permission(), by.caller(), by.place().room());
  }

  /// Why the caller may not do something that needs the permission in the room.
  ///
  /// @param what it is, as the beginning of a sentence
  Optional<Reply.Refused> refusal(String what, Permission permission, Caller caller, RoomId place) {
    return refusal(what, new Needs(Set.of(permission), Set.of(place)), caller);
  }

  private Optional<Reply.Refused> refusal(String what, Needs needs, Caller caller) {
    Optional<Permission> missing =
        needs.permissions().stream().filter(permission -> !caller.may(permission)).findFirst();
    if (missing.isPresent()) {
      return Optional.of(lacking(what, missing.get(), caller.role()));
    }
    Optional<RoomId> unknown =
        needs.rooms().stream().filter(room -> rooms.find(room, caller).isEmpty()).findFirst();
    return unknown.map(Rooms::unknown);
  }

  static Reply.Refused notPermitted(String what, Permission needed, Role role) {
    return lacking(quoted(what), needed, role);
  }

  private static Reply.Refused lacking(String what, Permission needed, Role role) {
    return Reply.Refused.because(
        Reply.Reason.FORBIDDEN,
        "not-permitted",
        "%s needs the permission %s, which the role %s has; you are %s."
            .formatted(what, needed.word(), needed.lowest().word(), role.word()));
  }

  private static String quoted(String what) {
    return '\'' + what + '\'';
  }
}
