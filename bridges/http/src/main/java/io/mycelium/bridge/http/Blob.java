package io.mycelium.bridge.http;

import io.mycelium.core.pipeline.Identify.Identified;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.FileName;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Download;
import io.mycelium.serving.Head;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Reading;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/blobs/{digest}`: content as a download, or a part of it.
///
/// Everybody with a key may have content whose digest they know: it was told in a room that they
/// could read, or they have the very content. It comes as bytes to be saved, whatever it is, so
/// that no browser takes it for a page of this gateway.
final class Blob {
  private static final int DIGEST = 64;

  private final Parts parts;
  private final Calls calls;
  private final Download download;

  Blob(Parts parts, Calls calls) {
    this.parts = parts;
    this.calls = calls;
    this.download = new Download(calls);
  }

  /// What a reader asks for.
  private record Wish(
      String digest, String name, Download.Part part, Optional<String> secret, String origin) {
    static Wish of(HttpServerRequest request, String digest, Credential credential) {
      return new Wish(
          digest,
          FileName.safe(request.getParam("name", ""), digest),
          Download.Part.of(request, digest),
          credential.secret(),
          Head.origin(request));
    }
  }

  /// On the event loop.
  void serve(HttpServerRequest request, String digest) {
    Credential credential = parts.credentials().of(request);
    Optional<Answer> refusal = Reading.refuse(request, credential, parts.credentials());
    if (refusal.isPresent()) {
      Responses.send(request.response(), refusal.get());
      return;
    }
    Wish wish = Wish.of(request, digest, credential);
    calls.begin(request, "blob", () -> answer(request, wish));
  }

  private void answer(HttpServerRequest request, Wish wish) {
    switch (parts.identify().identify(wish.secret(), wish.origin())) {
      case Identified.Unknown(var reply) -> calls.settle(request, ReplyJson.answer("", reply));
      case Identified.Known _ -> {
        Optional<BlobRef> ref =
            digest(wish.digest()) ? parts.blobs().find(wish.digest()) : Optional.empty();
        Optional<InputStream> content = ref.flatMap(r -> parts.blobs().open(r.digest()));
        if (ref.isPresent() && content.isPresent()) {
          download.send(
              request,
              ref.get(),
              content.get(),
              wish.part(),
              Map.of(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(wish.name())));
        } else {
          calls.settle(request, missing());
        }
      }
    }
  }

  private static Answer missing() {
    return Problems.of(
        Reply.Reason.NOT_FOUND, "unknown-blob", "There is no such content here, or not any more.");
  }

  private static boolean digest(String text) {
    return text.length() == DIGEST
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
