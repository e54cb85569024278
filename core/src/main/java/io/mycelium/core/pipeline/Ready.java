package io.mycelium.core.pipeline;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Function;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.util.Optional;

/// A call that has all it needs to run.
///
/// @param options what the command's handler takes
/// @param confirmation the caller's token, if it gave one
public record Ready<O>(
    Function function,
    Command<O> command,
    O options,
    Invocation invocation,
    Optional<String> confirmation) {

  /// The same call in another place and under another name of its commit.
  Ready<O> as(Place place, Intent intent, Optional<ApprovalId> grantedBy) {
    var as =
        new Invocation(
            invocation.caller(),
            place,
            invocation.call(),
            intent,
            invocation.at(),
            invocation.deadline(),
            invocation.zone(),
            invocation.locale(),
            grantedBy,
            invocation.said(),
            invocation.trace());
    return new Ready<>(function, command, options, as, confirmation);
  }

  /// The same call, made in another place.
  Ready<O> in(Place place) {
    return as(place, invocation.intent(), invocation.grantedBy());
  }
}
