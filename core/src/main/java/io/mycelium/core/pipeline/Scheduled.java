package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A call that somebody made beforehand and that is due now.
///
/// @param id names this one time among all that are made beforehand; the same one has its effect
///   once
/// @param caller who made it, with the role they have now
/// @param place where its effects are seen
public record Scheduled(
    String id, Call call, Caller caller, Place place, ZoneId zone, Locale locale) {
  Request request() {
    return Request.own(call, place, id, zone, locale, "schedule", Optional.empty());
  }

  /// Names the commit that the call makes, apart from all requests of callers, who may choose the
  /// same id for one of theirs.
  Intent intent(Instant now) {
    return new Intent("schedule", id, Parse.digest(call, place), caller.id(), now);
  }

  /// Puts the intent into the invocation.
  <O> Ready<O> mark(Ready<O> call) {
    return call.as(
        call.invocation().place(), intent(call.invocation().at()), call.invocation().grantedBy());
  }
}
