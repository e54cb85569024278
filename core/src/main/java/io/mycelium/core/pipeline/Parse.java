package io.mycelium.core.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Bound;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Digests;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Intent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The step *parse*: options to what the handler takes, room, thread and request id to types.
final class Parse {
  private static final int LONGEST_REQUEST_ID = 100;

  private final InstantSource clock;

  Parse(InstantSource clock) {
    this.clock = clock;
  }

  Step<Ready<?>> apply(Resolved call) {
    return bind(call, call.command());
  }

  /// The request's id, if it may be one.
  static Step<String> id(Request request) {
    return requestId(request.id())
        ? new Step.Go<>(request.id())
        : Step.stop(
            Reply.Reason.INVALID,
            "bad-request-id",
            "A request id has 1 to 100 printable ASCII characters.");
  }

  private <O> Step<Ready<?>> bind(Resolved call, Command<O> command) {
    Optional<RoomId> room = RoomId.read(call.request().room());
    if (room.isEmpty()) {
      return Step.stop(
          Reply.Reason.INVALID, "bad-room", "A room's name has 1 to 40 of a-z, 0-9 and '-'.");
    }
    Optional<PostId> thread = call.request().thread().flatMap(PostId::read);
    if (thread.isEmpty() && call.request().thread().isPresent()) {
      return Step.stop(
          Reply.Reason.INVALID, "bad-thread", "A thread is named by the id of a post, 'pst_...'.");
    }
    var place = new Place(room.get(), thread);
    return id(call.request()).then(_ -> bind(call, command, place));
  }

  private <O> Step<Ready<?>> bind(Resolved call, Command<O> command, Place place) {
    return switch (command.options().bind(call.request().options())) {
      case Bound.Misfits<O>(var errors) -> new Step.Stop<>(misfits(command, errors));
      case Bound.Fits<O>(var options, var canonical) ->
          new Step.Go<>(
              new Ready<>(
                  call.function(),
                  command,
                  options,
                  invocation(call, canonical, place),
                  call.request().confirmation()));
    };
  }

  private Invocation invocation(Resolved resolved, ObjectNode canonical, Place place) {
    Instant now = clock.instant();
    var call = new Call(resolved.command().name(), resolved.command().definition(), canonical);
    var caller = resolved.caller();
    var request = resolved.request();
    var intent =
        new Intent(caller.id().value(), request.id(), digest(call, place), caller.id(), now);
    return new Invocation(
        caller,
        place,
        call,
        intent,
        now,
        now.plus(resolved.function().limits().deadline()),
        request.zone(),
        request.locale(),
        Optional.empty(),
        request.said(),
        request.trace());
  }

  /// What two requests must share to be the same one. The definition is left out: a repeat after an
  /// upgrade is still a repeat.
  static String digest(Call call, Place place) {
    String where = place.room() + place.thread().map(post -> "/" + post).orElse("");
    return Digests.fingerprint(call.command().spoken() + '\n' + where + '\n' + call.options());
  }

  private static boolean requestId(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST_REQUEST_ID
        && id.chars().allMatch(c -> c > ' ' && c < '\u007f');
  }

  static Reply misfits(Command<?> command, List<FieldError> errors) {
    return new Reply.Refused(
        Reply.Reason.INVALID,
        "bad-options",
        "'%s' cannot run like this. %s".formatted(command.name(), errors.getFirst().sentence()),
        errors,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
