package io.mycelium.bridge.http;

import io.mycelium.core.json.Json;
import io.mycelium.core.pipeline.Uploads.Admission;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.text.MediaTypes;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Body;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.Problems;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /api/v1/blobs?name=`: takes a file, which is the body as it is, piece by piece. Nothing of
/// it is read before the caller is known and may upload, and nothing is kept unless all of it came.
final class Upload {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  /// What clients say who say nothing about a file; its name says more.
  private static final Set<String> VAGUE =
      Set.of(MediaTypes.UNKNOWN, "application/x-www-form-urlencoded");

  /// Uploads last as long as their sender likes, and must not take the place of all calls.
  private static final int MOST = 32;

  private static final int MOST_OF_A_PEER = 8;

  private final StreamSlots slots = new StreamSlots(MOST, MOST_OF_A_PEER);
  private final Parts parts;
  private final long max;
  private final Calls calls;
  private final SlowClients slow;
  private final Context loop;

  Upload(Parts parts, Settings settings, Calls calls, SlowClients slow, Context loop) {
    this.parts = parts;
    this.max = settings.maxUploadBytes();
    this.calls = calls;
    this.slow = slow;
    this.loop = loop;
  }

  /// On the event loop.
  void serve(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      Responses.send(request.response(), Problems.wrongMethod("POST"));
      return;
    }
    var body = new Inlet(request, loop, slow, max);
    Credential credential = parts.credentials().of(request);
    Optional<Answer> foreign = parts.credentials().refuseChange(request, credential);
    if (foreign.isPresent()) {
      body.refuse(foreign.get());
      return;
    }
    String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
    String mediaType = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (mediaType.startsWith("multipart/")) {
      body.refuse(notAForm());
    } else if (Body.announced(request) > max) {
      body.refuse(tooLarge());
    } else {
      Head head = Head.of(request, credential, parts.ids());
      String name = request.getParam("name", "");
      boolean begun =
          calls.begin(request, head.shownId(), () -> receive(request, head, body, name, mediaType));
      if (!begun) {
        body.close();
      }
    }
  }

  private void receive(
      HttpServerRequest request, Head head, Inlet body, String name, String mediaType) {
    try (body) {
      switch (parts.uploads().admit(head.credential().secret(), head.origin(), head.shownId())) {
        case Admission.Refused(var reply) -> refuse(body, ReplyJson.answer(head.shownId(), reply));
        case Admission.Admitted admitted when !slots.take(admitted.by().id()) ->
            refuse(body, tooMany());
        case Admission.Admitted admitted -> {
          try {
            body.open();
            Answer answer = kept(admitted, head, body, name, mediaType);
            calls.settle(request, parts.credentials().renewing(head.credential(), answer));
          } finally {
            slots.give(admitted.by().id());
          }
        }
      }
    }
  }

  private void refuse(Inlet body, Answer answer) {
    loop.runOnContext(_ -> body.refuse(answer));
  }

  private Answer kept(
      Admission.Admitted admitted, Head head, Inlet body, String name, String mediaType) {
    try {
      String said = VAGUE.contains(mediaType) ? "" : mediaType;
      FileRef file = parts.uploads().keep(admitted, body, name, said);
      return Answer.json(201, Json.writeBytes(file))
          .with(HttpHeaders.LOCATION, Routes.BLOBS + file.digest());
    } catch (Blobs.TooLarge e) {
      return tooLarge();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof Inlet.TooLarge) {
        return tooLarge();
      }
      LOG.debug("upload {} broke off", head.shownId(), e);
      return Problems.of(400, "broken-off", "The upload broke off; nothing of it was kept.");
    }
  }

  private Answer tooLarge() {
    return Problems.of(
        413,
        "too-large",
        "A file has at most %s here; this one is larger. An operator may raise http.max-upload, up to %d MiB."
            .formatted(limit(), Blobs.MAX_SIZE >> 20));
  }

  private static Answer tooMany() {
    return Problems.of(
        Reply.Reason.BUSY, "busy", "Too many uploads are under way; try again in a moment.");
  }

  private String limit() {
    return max % (1 << 20) == 0 ? (max >> 20) + " MiB" : (max >> 10) + " KiB";
  }

  private static Answer notAForm() {
    return Problems.of(
        415,
        "media-type",
        "The body is the file as it is, not a form: curl --data-binary @FILE sends it so.");
  }
}
