package io.mycelium.core.pipeline;

import io.mycelium.core.command.Call;
import io.mycelium.core.command.Digests;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A button that somebody pressed. What is the same press is told by post and token, not by the
/// button's call: that can no longer be known when the press comes again after the card has
/// changed.
///
/// @param place of the post
/// @param token as it was given
/// @param id the request id, as it was given
/// @param confirmation the token of an earlier refusal with code `confirm`
public record Press(
    Caller caller,
    PostId post,
    Place place,
    String token,
    String id,
    Optional<String> confirmation,
    ZoneId zone,
    Locale locale) {

  /// @param call the button's, if it is known
  Request request(Optional<Call> call) {
    return new Request(
        Optional.empty(),
        call.map(c -> c.command().spoken()).orElse("press"),
        call.map(Call::options).orElseGet(Json::object),
        place.room().value(),
        Optional.empty(),
        id,
        confirmation,
        zone,
        locale,
        "press");
  }

  /// The refusal of a request id that cannot be one.
  Optional<Reply> named() {
    return Parse.id(request(Optional.empty())) instanceof Step.Stop<String>(var refused)
        ? Optional.of(refused)
        : Optional.empty();
  }

  /// Names the commit that the button's call makes.
  Intent intent(Instant now) {
    String digest = Digests.fingerprint("press\n%s\n%s".formatted(post, token));
    return new Intent(caller.id().value(), id, digest, caller.id(), now);
  }

  /// Puts the post's place and the press's own name into the invocation.
  <O> Ready<O> mark(Ready<O> call) {
    return call.as(place, intent(call.invocation().at()), Optional.empty());
  }
}
