package io.mycelium.core.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.command.Call;
import io.mycelium.core.id.PostId;
import io.mycelium.core.room.Place;
import io.mycelium.core.trace.TraceContext;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A call as a surface took it in: nothing of it has been checked.
///
/// @param secret what the caller proves itself with
/// @param command spoken or dashed name
/// @param options as given, by option name
/// @param room a room's name
/// @param thread the id of a post on whose thread the call is made
/// @param id the request id; chosen by the caller, or by the surface when the caller chose none
/// @param confirmation the token of an earlier refusal with code `confirm`
/// @param origin address or channel from which it came, for limits
/// @param said the message of a chat platform that the call passes on
/// @param trace what the caller traces it by; a request that comes again may have another one
public record Request(
    Optional<String> secret,
    String command,
    ObjectNode options,
    String room,
    Optional<String> thread,
    String id,
    Optional<String> confirmation,
    ZoneId zone,
    Locale locale,
    String origin,
    Optional<MessageRef> said,
    Optional<TraceContext> trace) {

  /// A call that is made by itself, of what somebody wanted before.
  static Request own(
      Call call,
      Place place,
      String id,
      ZoneId zone,
      Locale locale,
      String origin,
      Optional<TraceContext> trace) {
    return new Request(
        Optional.empty(),
        call.command().spoken(),
        call.options(),
        place.room().value(),
        place.thread().map(PostId::value),
        id,
        Optional.empty(),
        zone,
        locale,
        origin,
        Optional.empty(),
        trace);
  }

  /// A call that passes no message on and that nobody traces.
  public Request(
      Optional<String> secret,
      String command,
      ObjectNode options,
      String room,
      Optional<String> thread,
      String id,
      Optional<String> confirmation,
      ZoneId zone,
      Locale locale,
      String origin) {
    this(
        secret,
        command,
        options,
        room,
        thread,
        id,
        confirmation,
        zone,
        locale,
        origin,
        Optional.empty(),
        Optional.empty());
  }
}
