package io.mycelium.bridge.drones;

import io.mycelium.core.json.Json;
import io.mycelium.core.link.ClaimAnswer;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Download;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Serving;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The addresses of drones. On the event loop; what may block runs elsewhere.
final class Door {
  /// A claimed job or a result with all that belongs to it.
  private static final int MOST_BODY = 4 << 20;

  private static final String WHO = "drone";

  private final Parts parts;
  private final WaitingRoom room;
  private final Serving serving;
  private final Map<String, Told.Deed> deeds;
  private final JobFiles files;
  private final Download download;

  Door(Parts parts, WaitingRoom room, Serving serving) {
    this.parts = parts;
    this.room = room;
    this.serving = serving;
    this.deeds = new Told(parts.broker(), room).deeds();
    this.files = new JobFiles(parts.queue(), parts.blobs(), parts.broker()::store);
    this.download = new Download(serving.calls());
  }

  void handle(HttpServerRequest request) {
    long since = System.nanoTime();
    String path = Optional.ofNullable(request.path()).orElse("");
    Told.Deed deed = deeds.get(path);
    if (deed != null) {
      post(request, body -> answering(request, by -> json(deed.done(by, body))));
    } else if (path.equals(LinkPath.CLAIM)) {
      post(request, body -> claim(request, body, since));
    } else {
      HeldJob.read(path)
          .ifPresentOrElse(
              job -> content(request, job),
              () -> Responses.send(request.response(), Refused.noAddress().answer()));
    }
  }

  private void content(HttpServerRequest request, HeldJob job) {
    Optional<String> blob = job.digest("blobs");
    Optional<String> piece = job.digest("pieces");
    if (blob.isPresent() && HttpMethod.GET.equals(request.method())) {
      send(request, job, blob.get());
    } else if (piece.isPresent() && HttpMethod.PUT.equals(request.method())) {
      Body.read(
          request,
          FileRequest.PIECE,
          bytes -> answering(request, by -> json(files.piece(by, job, piece.get(), bytes))),
          () -> {});
    } else if (job.isFiles()) {
      post(
          request,
          body ->
              answering(
                  request, by -> json(files.file(by, job, Json.read(body, FileRequest.class)))));
    } else {
      Responses.send(request.response(), Refused.noAddress().answer());
    }
  }

  private void send(HttpServerRequest request, HeldJob job, String digest) {
    String token = Visitor.token(request);
    var part = Download.Part.of(request, digest);
    serving
        .calls()
        .begin(
            request,
            WHO,
            () -> {
              try {
                BlobRef ref = files.named(Visitor.of(token, parts.sessions()), job, digest);
                var content = parts.blobs().open(ref.digest()).orElseThrow(Refused::missing);
                download.send(request, ref, content, part, Map.of());
              } catch (Refused e) {
                settle(request, e.answer());
              }
            });
  }

  /// The request's body is whole.
  @FunctionalInterface
  private interface Posted {
    void with(String body);
  }

  private void post(HttpServerRequest request, Posted then) {
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
      return;
    }
    Body.read(
        request,
        Math.max(MOST_BODY, serving.maxBodyBytes()),
        bytes -> then.with(new String(bytes, StandardCharsets.UTF_8)),
        () -> {});
  }

  /// What a drone that is let in gets.
  @FunctionalInterface
  private interface Deed {
    Answer of(Visitor by);
  }

  private void answering(HttpServerRequest request, Deed deed) {
    String token = Visitor.token(request);
    serving
        .calls()
        .answer(request, WHO, () -> refusing(() -> deed.of(Visitor.of(token, parts.sessions()))));
  }

  private static Answer refusing(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (Refused e) {
      return e.answer();
    } catch (Json.Unreadable e) {
      return Refused.unreadable(String.valueOf(e.getMessage())).answer();
    } catch (Blobs.TooLarge e) {
      return Refused.tooLarge(String.valueOf(e.getMessage())).answer();
    }
  }

  private void claim(HttpServerRequest request, String body, long since) {
    String token = Visitor.token(request);
    serving
        .calls()
        .begin(
            request,
            WHO,
            () -> {
              try {
                Visitor by = Visitor.of(token, parts.sessions());
                ClaimRequest told = Json.read(body, ClaimRequest.class);
                by.is(told.drone().id());
                claim(request, told, since);
              } catch (Refused e) {
                settle(request, e.answer());
              } catch (Json.Unreadable e) {
                settle(request, Refused.unreadable(String.valueOf(e.getMessage())).answer());
              }
            });
  }

  private void claim(HttpServerRequest request, ClaimRequest told, long since) {
    Duration patience =
        told.patience().compareTo(parts.longestWait()) < 0 ? told.patience() : parts.longestWait();
    // One that only looks announces itself on its own.
    Duration again = patience.isPositive() ? parts.broker().announce(told.drone()) : Duration.ZERO;
    var waiting = new Waiting(told, since, end -> end(request, end, again));
    if (patience.isPositive()) {
      endInTime(request, waiting, patience);
    } else {
      room.expire(waiting);
    }
    room.enter(waiting, again);
  }

  private void endInTime(HttpServerRequest request, Waiting waiting, Duration patience) {
    Context loop = serving.calls().loop();
    loop.runOnContext(_ -> {
      long timer =
          loop.owner().setTimer(Math.max(1, patience.toMillis()), _ -> room.expire(waiting));
      request
          .response()
          .closeHandler(_ -> {
            loop.owner().cancelTimer(timer);
            room.expire(waiting);
          });
    });
  }

  private void end(HttpServerRequest request, Waiting.End end, Duration again) {
    settle(
        request,
        switch (end) {
          case Waiting.End.Found(var jobs, var waited) ->
              json(new ClaimAnswer(jobs, waited, again));
          case Waiting.End.Nothing() -> json(new ClaimAnswer(List.of(), Duration.ZERO, again));
          case Waiting.End.Expelled() -> Refused.unknownSession().answer();
          case Waiting.End.Failed(StoreUnavailable _) ->
              Problems.of(503, "store-unavailable", "The queue does not answer right now.");
          case Waiting.End.Failed _ -> Problems.fault(WHO);
        });
  }

  private void settle(HttpServerRequest request, Answer answer) {
    serving.calls().settle(request, answer);
  }

  private static Answer json(Object value) {
    return Answer.json(200, Json.writeBytes(value));
  }
}
