package io.mycelium.bridge.http;

import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Identify.Identified;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.EventRecord;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.PlainText;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.Outlet;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Reading;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/v1/events`: the event log as server-sent events. A stream that starts after a place
/// reads the log up to where the feed is and then joins the feed.
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
  private static final CharSequence LAST_EVENT_ID = HttpHeaders.createOptimized("last-event-id");
  private static final CharSequence BUFFERING = HttpHeaders.createOptimized("x-accel-buffering");
  private static final CharSequence NO = HttpHeaders.createOptimized("no");
  private static final ThreadFactory THREADS = Thread.ofVirtual().name("event-stream").factory();
  private static final int PAGE = 256;
  private static final int MOST_FILTERS = 100;
  private static final int SHOWN = 60;

  /// How long the reader of an old part of the log may read nothing.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Parts parts;
  private final Settings settings;
  private final Calls calls;
  private final EventHub hub;
  private final StreamSlots slots;
  private final Context loop;

  /// What came of asking for a stream.
  private sealed interface Admission {
    record Refused(Answer answer) implements Admission {}

    /// @param after empty for what happens from now on
    record Admitted(StreamRequest request, Optional<LogPlace> after) implements Admission {}
  }

  /// A stream as it was asked for, on the event loop.
  private record Asked(
      Optional<String> secret, String origin, EventFilter filter, Optional<String> after) {}

  Events(
      Parts parts, Settings settings, Calls calls, EventHub hub, StreamSlots slots, Context loop) {
    this.parts = parts;
    this.settings = settings;
    this.calls = calls;
    this.hub = hub;
    this.slots = slots;
    this.loop = loop;
  }

  /// On the event loop.
  void serve(HttpServerRequest request) {
    Credential credential = parts.credentials().of(request);
    Optional<Answer> refusal = Reading.refuse(request, credential, parts.credentials());
    if (refusal.isPresent()) {
      Responses.send(request.response(), refusal.get());
      return;
    }
    var params = request.params();
    String last = request.getHeader(LAST_EVENT_ID);
    var asked =
        new Asked(
            credential.secret(),
            Head.origin(request),
            new EventFilter(
                Set.copyOf(params.getAll("room")), Set.copyOf(params.getAll("subject"))),
            Optional.ofNullable(last != null ? last : params.get("after")));
    calls.begin(request, "events", () -> open(request, asked));
  }

  /// On a virtual thread.
  private void open(HttpServerRequest request, Asked asked) {
    switch (admission(asked)) {
      case Admission.Refused(var answer) -> calls.settle(request, answer);
      case Admission.Admitted(var wanted, var after) -> {
        if (slots.take(wanted.peer())) {
          hub.present(Set.of(wanted.peer()));
          loop.runOnContext(_ -> begin(request, wanted, after));
        } else {
          calls.settle(request, tooMany());
        }
      }
    }
  }

  private Admission admission(Asked asked) {
    return switch (parts.identify().identify(asked.secret(), asked.origin())) {
      case Identified.Unknown(var reply) -> new Admission.Refused(ReplyJson.answer("", reply));
      case Identified.Known(var caller) ->
          refusal(asked, caller)
              .<Admission>map(Admission.Refused::new)
              .orElseGet(() -> admitted(asked, caller));
    };
  }

  private static Admission admitted(Asked asked, Caller caller) {
    return new Admission.Admitted(
        new StreamRequest(asked.secret().orElseThrow(), caller.id(), asked.filter()),
        asked.after().flatMap(LogPlace::parse));
  }

  private Optional<Answer> refusal(Asked asked, Caller caller) {
    EventFilter filter = asked.filter();
    if (filter.rooms().size() + filter.subjects().size() > MOST_FILTERS) {
      return Optional.of(
          Problems.of(
              Reply.Reason.INVALID,
              "too-many-filters",
              "A stream takes at most %d filters.".formatted(MOST_FILTERS)));
    }
    Optional<String> closed =
        filter.rooms().stream().filter(name -> !admits(name, caller)).findFirst();
    if (closed.isPresent()) {
      return Optional.of(
          Problems.of(
              Reply.Reason.NOT_FOUND,
              "unknown-room",
              "There is no room '%s' for you; 'room list' shows those there are."
                  .formatted(PlainText.line(closed.get(), SHOWN))));
    }
    return asked.after().filter(after -> !known(after)).map(Events::unknownPlace);
  }

  private boolean admits(String name, Caller caller) {
    return RoomId.read(name).flatMap(room -> parts.rooms().find(room, caller)).isPresent();
  }

  /// Whether the log has come that far: a later place is of another log.
  private boolean known(String after) {
    return LogPlace.parse(after)
        .map(place -> !place.after(hub.newest()) || !place.after(LogPlace.of(parts.log().last())))
        .orElse(false);
  }

  private static Answer unknownPlace(String after) {
    return Problems.of(
        Reply.Reason.INVALID,
        "unknown-place",
        "The event log has no place '%s'; leave it out to start now, or take 0-0 to start at the beginning."
            .formatted(PlainText.line(after, SHOWN)));
  }

  private static Answer tooMany() {
    return Problems.of(
        Reply.Reason.BUSY,
        "too-many-streams",
        "Too many event streams are open; close some first.");
  }

  /// On the event loop.
  private void begin(HttpServerRequest request, StreamRequest wanted, Optional<LogPlace> after) {
    HttpServerResponse response = request.response();
    var stream =
        new Stream(
            wanted,
            after.orElse(new LogPlace(0, 0)),
            new Outlet(loop, response, settings.streamBacklogBytes()),
            () -> request.connection().close(),
            () -> slots.give(wanted.peer()));
    if (response.closed()) {
      stream.gone();
      return;
    }
    response.closeHandler(_ -> stream.gone());
    response.setChunked(true);
    Responses.secure(response.headers());
    response.headers().add(HttpHeaders.CONTENT_TYPE, EVENT_STREAM).add(BUFFERING, NO);
    response.writeHead();
    THREADS.newThread(() -> follow(stream, after)).start();
  }

  private void follow(Stream stream, Optional<LogPlace> after) {
    try {
      if (after.isEmpty()) {
        hub.begin(stream);
      } else {
        catchUp(stream);
      }
    } catch (StoreUnavailable e) {
      LOG.debug("a stream ends, the store is away: {}", e.getMessage());
      stream.end();
    } catch (RuntimeException e) {
      LOG.error("a stream ends", e);
      stream.end();
    }
  }

  private void catchUp(Stream stream) {
    while (stream.open() && !hub.join(stream)) {
      List<EventRecord> page = parts.log().after(stream.place().toString(), PAGE);
      for (EventRecord event : page) {
        if (!stream.outlet().awaitRoom(PATIENCE)) {
          stream.cut();
          return;
        }
        hub.give(Encoded.of(event), List.of(stream));
      }
      if (page.isEmpty()) {
        stream.skipTo(hub.floor());
      }
    }
  }
}
