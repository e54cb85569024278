package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A call that was granted and is to run now.
///
/// @param caller who asked for it, with the role it has now
/// @param place the thread of the approval
/// @param trace what the call was traced by when it was made
public record Granted(
    ApprovalId approval,
    Call call,
    Caller caller,
    Place place,
    ZoneId zone,
    Locale locale,
    Optional<TraceContext> trace) {
  Request request() {
    return Request.own(
        call, Place.of(place.room()), approval.value(), zone, locale, "approval", trace);
  }

  /// Names the commit that the call makes, apart from all requests of callers, who may choose an
  /// approval's id for one of theirs.
  Intent intent(Instant now) {
    return new Intent(
        "approval", approval.value(), Parse.digest(call, Place.of(place.room())), caller.id(), now);
  }

  /// Puts the approval, its thread and its intent into the invocation.
  <O> Ready<O> mark(Ready<O> call) {
    return call.as(place, intent(call.invocation().at()), Optional.of(approval));
  }
}
