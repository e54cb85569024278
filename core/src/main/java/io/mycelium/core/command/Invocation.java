package io.mycelium.core.command;

import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.ApprovalId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import io.mycelium.core.trace.TraceContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Who calls, where, when and under which request: everything a handler may know of its call.
///
/// @param call the call itself, as data
/// @param intent names the commit that the handler makes; a repeated request has the same one
/// @param deadline when the caller stops waiting; the work goes on, and its end is told as a post
/// @param said the message of a chat platform that the call passes on
/// @param grantedBy the approval under which the call runs, if it needed one
/// @param trace what the caller traces it by; a job that the call starts belongs to it
public record Invocation(
    Caller caller,
    Place place,
    Call call,
    Intent intent,
    Instant at,
    Instant deadline,
    ZoneId zone,
    Locale locale,
    Optional<ApprovalId> grantedBy,
    Optional<MessageRef> said,
    Optional<TraceContext> trace) {

  /// A call that passes no message on and that nobody traces.
  public Invocation(
      Caller caller,
      Place place,
      Call call,
      Intent intent,
      Instant at,
      Instant deadline,
      ZoneId zone,
      Locale locale,
      Optional<ApprovalId> grantedBy) {
    this(
        caller,
        place,
        call,
        intent,
        at,
        deadline,
        zone,
        locale,
        grantedBy,
        Optional.empty(),
        Optional.empty());
  }
}
