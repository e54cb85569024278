package io.mycelium.bridge.http;

import io.mycelium.core.pipeline.Identify.Identified;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/v1/blobs/{digest}`: content as a download. Who knows a digest has seen a reply or an
/// event that names it; a key is asked for all the same.
final class Blob {
  private static final Logger LOG = LoggerFactory.getLogger(Blob.class);
  private static final CharSequence OCTETS =
      HttpHeaders.createOptimized("application/octet-stream");
  private static final int PIECE = 64 << 10;
  private static final int DIGEST = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Parts parts;
  private final Calls calls;
  private final Context loop;

  Blob(Parts parts, Calls calls, Context loop) {
    this.parts = parts;
    this.calls = calls;
    this.loop = loop;
  }

  /// On the event loop.
  void serve(HttpServerRequest request, String digest) {
    if (!HttpMethod.GET.equals(request.method())) {
      Responses.send(request.response(), Front.wrongMethod("GET"));
      return;
    }
    Optional<String> secret = Head.secret(request.getHeader(HttpHeaders.AUTHORIZATION));
    String origin = Head.origin(request);
    String name = FileName.safe(request.getParam("name", ""), digest);
    calls.begin(request, "blob", () -> answer(request, digest, name, secret, origin));
  }

  private void answer(
      HttpServerRequest request,
      String digest,
      String name,
      Optional<String> secret,
      String origin) {
    switch (parts.identify().identify(secret, origin)) {
      case Identified.Unknown(var reply) -> calls.settle(request, ReplyJson.answer("", reply));
      case Identified.Known _ -> {
        Optional<BlobRef> ref = digest(digest) ? parts.blobs().find(digest) : Optional.empty();
        Optional<InputStream> content = ref.flatMap(r -> parts.blobs().open(r.digest()));
        if (ref.isPresent() && content.isPresent()) {
          send(request, ref.get(), name, content.get());
        } else {
          calls.settle(request, missing());
        }
      }
    }
  }

  private void send(HttpServerRequest request, BlobRef ref, String name, InputStream content) {
    var outlet = new Outlet(loop, request.response(), 4 * PIECE);
    try (content) {
      begin(request.response(), outlet, ref, name);
      byte[] piece = content.readNBytes(PIECE);
      while (piece.length > 0) {
        if (!outlet.awaitRoom(PATIENCE) || !outlet.offer(Buffer.buffer(piece))) {
          outlet.cut(() -> request.connection().close());
          return;
        }
        piece = content.readNBytes(PIECE);
      }
      outlet.finish();
    } catch (IOException | StoreUnavailable e) {
      // The length was announced, so the reader sees that the rest is missing.
      LOG.warn("blob {} was sent in part: {}", ref.digest(), e.toString());
      outlet.cut(() -> request.connection().close());
    }
  }

  /// Writes the head on the event loop and waits for that.
  private void begin(HttpServerResponse response, Outlet outlet, BlobRef ref, String name) {
    var begun = new CountDownLatch(1);
    loop.runOnContext(_ -> {
      if (response.closed()) {
        outlet.gone();
      } else {
        response.closeHandler(_ -> outlet.gone());
        Responses.secure(response.headers());
        response
            .headers()
            .add(HttpHeaders.CONTENT_TYPE, OCTETS)
            .add(HttpHeaders.CONTENT_LENGTH, Long.toString(ref.size()))
            .add(HttpHeaders.CONTENT_DISPOSITION, FileName.attachment(name));
      }
      begun.countDown();
    });
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
