package io.mycelium.bridge.drones;

import io.mycelium.core.json.Json;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Download;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Responses;
import io.mycelium.serving.Serving;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The addresses of drones. Nothing of a request's body is read before it is known whose it is, but
/// for those who come to be enrolled. On the event loop; what may block runs elsewhere.
final class Door {
  /// In logs.
  static final String WHO = "drone";

  /// A claimed job or a result with all that belongs to it.
  private static final int MOST_BODY = 4 << 20;

  /// In characters; what is longer is not read on the event loop.
  private static final int QUICKLY_READ = 32 << 10;

  private final Parts parts;
  private final Calls calls;
  private final int mostBody;
  private final Entrance entrance;
  private final Map<String, Function<String, Answer>> strangers;
  private final Map<String, Told.Deed> deeds;
  private final Claims claims;
  private final JobFiles files;
  private final Download download;

  Door(Parts parts, WaitingRoom room, Serving serving) {
    this.parts = parts;
    this.calls = serving.calls();
    this.mostBody = Math.max(MOST_BODY, serving.maxBodyBytes());
    this.entrance = new Entrance(parts.enrolment(), parts.clock());
    this.strangers = entrance.deeds();
    this.deeds = new Told(parts.broker(), room).deeds();
    this.claims = new Claims(parts, room, calls);
    this.files = new JobFiles(parts.queue(), parts.blobs(), parts.broker()::store);
    this.download = new Download(calls);
  }

  void handle(HttpServerRequest request) {
    long since = System.nanoTime();
    String path = Optional.ofNullable(request.path()).orElse("");
    Told.Deed deed = deeds.get(path);
    if (deed != null) {
      posted(request, (by, body) -> answer(request, () -> json(deed.done(by, body))));
    } else if (path.equals(LinkPath.CLAIM)) {
      posted(request, (by, body) -> claim(request, by, body, since));
    } else if (strangers.containsKey(path)) {
      stranger(request, strangers.get(path));
    } else {
      HeldJob.read(path)
          .ifPresentOrElse(
              job -> content(request, job), () -> refuse(request, Refused.noAddress()));
    }
  }

  /// A drone that goes on waiting does so at once; others have to be looked for.
  private void claim(HttpServerRequest request, Visitor by, String body, long since) {
    if (body.length() > QUICKLY_READ) {
      work(request, () -> claims.enter(request, claims.read(request, by, body, since)));
      return;
    }
    told(
        () -> {
          Claims.Asked asked = claims.read(request, by, body, since);
          if (!claims.goesOn(request, asked)) {
            work(request, () -> claims.enter(request, asked));
          }
        },
        why -> refuse(request, why));
  }

  private void stranger(HttpServerRequest request, Function<String, Answer> deed) {
    SocketAddress from = request.remoteAddress();
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
    } else if (from == null || !entrance.admits(from.hostAddress())) {
      refuse(request, Refused.tooOften());
    } else {
      Body.read(
          request,
          Entrance.MOST_BODY,
          bytes -> answer(request, () -> deed.apply(new String(bytes, StandardCharsets.UTF_8))),
          () -> {});
    }
  }

  private void content(HttpServerRequest request, HeldJob job) {
    Optional<String> blob = job.digest("blobs");
    Optional<String> piece = job.digest("pieces");
    if (blob.isPresent() && HttpMethod.GET.equals(request.method())) {
      var part = Download.Part.of(request, blob.get());
      admitted(request, by -> work(request, () -> send(request, by, job, blob.get(), part)));
    } else if (piece.isPresent() && HttpMethod.PUT.equals(request.method())) {
      admitted(
          request,
          by ->
              Body.read(
                  request,
                  FileRequest.PIECE,
                  bytes -> answer(request, () -> json(files.piece(by, job, piece.get(), bytes))),
                  () -> {}));
    } else if (job.isFiles()) {
      posted(
          request,
          (by, body) ->
              answer(request, () -> json(files.file(by, job, Json.read(body, FileRequest.class)))));
    } else {
      refuse(request, Refused.noAddress());
    }
  }

  private void send(
      HttpServerRequest request, Visitor by, HeldJob job, String digest, Download.Part part) {
    BlobRef ref = files.named(by, job, digest);
    var content = parts.blobs().open(ref.digest()).orElseThrow(Refused::missing);
    download.send(request, ref, content, part, Map.of());
  }

  /// The request's body is whole.
  @FunctionalInterface
  private interface Posted {
    void with(Visitor by, String body);
  }

  private void posted(HttpServerRequest request, Posted then) {
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
      return;
    }
    admitted(
        request,
        by ->
            Body.read(
                request,
                mostBody,
                bytes -> then.with(by, new String(bytes, StandardCharsets.UTF_8)),
                () -> {}));
  }

  /// Goes on, on the event loop, when it is known whose the request is.
  private void admitted(HttpServerRequest request, Consumer<Visitor> then) {
    String token = Visitor.token(request);
    Optional<Visitor> remembered = Visitor.remembered(token, parts.sessions());
    if (remembered.isPresent()) {
      then.accept(remembered.get());
      return;
    }
    request.pause();
    boolean begun =
        work(
            request,
            () -> {
              Visitor by = Visitor.of(token, parts.sessions());
              calls
                  .loop()
                  .runOnContext(_ -> {
                    then.accept(by);
                    request.resume();
                  });
            });
    if (!begun) {
      request.resume();
    }
  }

  private void answer(HttpServerRequest request, Supplier<Answer> work) {
    work(request, () -> calls.settle(request, work.get()));
  }

  /// Does what may block, and answers when it is refused.
  private boolean work(HttpServerRequest request, Runnable work) {
    return calls.begin(request, WHO, () -> told(work, why -> settle(request, why)));
  }

  private static void told(Runnable work, Consumer<Refused> refused) {
    try {
      work.run();
    } catch (Refused e) {
      refused.accept(e);
    } catch (Json.Unreadable e) {
      refused.accept(Refused.unreadable(String.valueOf(e.getMessage())));
    } catch (Blobs.TooLarge e) {
      refused.accept(Refused.tooLarge(String.valueOf(e.getMessage())));
    }
  }

  private void settle(HttpServerRequest request, Refused why) {
    calls.loop().runOnContext(_ -> refuse(request, why));
  }

  /// What was not read of a body is read and thrown away.
  private static void refuse(HttpServerRequest request, Refused why) {
    request.resume();
    Responses.send(request.response(), why.answer());
  }

  private static Answer json(Object value) {
    return Answer.json(200, Json.writeBytes(value));
  }
}
