package io.mycelium.bridge.http;

import io.mycelium.core.pipeline.Identify.Identified;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.StoreUnavailable;
import io.mycelium.core.text.FileName;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Credential;
import io.mycelium.serving.Head;
import io.mycelium.serving.Problems;
import io.mycelium.serving.Reading;
import io.mycelium.serving.ReplyJson;
import io.mycelium.serving.Responses;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/v1/blobs/{digest}`: content as a download, or a part of it.
///
/// Everybody with a key may have content whose digest they know: it was told in a room that they
/// could read, or they have the very content. It comes as bytes to be saved, whatever it is, so
/// that no browser takes it for a page of this gateway.
final class Blob {
  private static final Logger LOG = LoggerFactory.getLogger(Blob.class);
  private static final CharSequence OCTETS =
      HttpHeaders.createOptimized("application/octet-stream");
  private static final CharSequence RANGE = HttpHeaders.createOptimized("range");
  private static final CharSequence IF_RANGE = HttpHeaders.createOptimized("if-range");
  private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
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

  /// What a reader asks for.
  ///
  /// @param range the header, if the part that it names is of this very content
  private record Wish(
      String digest, String name, @Nullable String range, Optional<String> secret, String origin) {
    static Wish of(HttpServerRequest request, String digest, Credential credential) {
      String condition = request.getHeader(IF_RANGE);
      return new Wish(
          digest,
          FileName.safe(request.getParam("name", ""), digest),
          condition == null || condition.equals(tag(digest)) ? request.getHeader(RANGE) : null,
          credential.secret(),
          Head.origin(request));
    }
  }

  /// What is sent of the content.
  ///
  /// @param part whether a part was asked for
  /// @param size of the whole
  private record Sent(ByteRange range, boolean part, long size) {
    static Sent of(Wish wish, long size) {
      Optional<ByteRange> range = ByteRange.of(wish.range(), size);
      return new Sent(range.orElse(new ByteRange(0, size)), range.isPresent(), size);
    }

    /// Whether it goes to where the content ends.
    boolean toEnd() {
      return range.first() + range.length() == size;
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
          send(request, wish, ref.get().size(), content.get());
        } else {
          calls.settle(request, missing());
        }
      }
    }
  }

  private void send(HttpServerRequest request, Wish wish, long size, InputStream content) {
    Sent sent = Sent.of(wish, size);
    if (sent.part() && sent.range().length() == 0) {
      calls.settle(request, nothingThere(sent));
      return;
    }
    var outlet = new Outlet(loop, request.response(), 4 * PIECE);
    try (content) {
      begin(request, outlet, wish, sent);
      content.skipNBytes(sent.range().first());
      if (copied(content, sent, outlet)) {
        outlet.finish();
      } else {
        outlet.cut(() -> request.connection().close());
      }
    } catch (IOException | StoreUnavailable e) {
      // The length was announced, so the reader sees that the rest is missing.
      LOG.warn("blob {} was sent in part: {}", wish.digest(), e.toString());
      outlet.cut(() -> request.connection().close());
    }
  }

  /// Sends so many bytes. Whether content is sound shows at its end: the last piece waits for that.
  ///
  /// @return whether the reader took all of it
  private static boolean copied(InputStream content, Sent sent, Outlet outlet) throws IOException {
    long left = sent.range().length();
    while (left > 0) {
      byte[] piece = content.readNBytes((int) Math.min(PIECE, left));
      left -= piece.length;
      if (piece.length == 0 || (left == 0 && sent.toEnd() && content.read() >= 0)) {
        throw new IOException("the content is not as long as it was");
      }
      if (!outlet.awaitRoom(PATIENCE) || !outlet.offer(Buffer.buffer(piece))) {
        return false;
      }
    }
    return true;
  }

  /// Writes the head on the event loop and waits for that.
  private void begin(HttpServerRequest request, Outlet outlet, Wish wish, Sent sent) {
    var begun = new CountDownLatch(1);
    loop.runOnContext(_ -> {
      if (request.response().closed()) {
        outlet.gone();
      } else {
        request.response().closeHandler(_ -> outlet.gone());
        head(request.response(), wish, sent);
      }
      begun.countDown();
    });
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void head(HttpServerResponse response, Wish wish, Sent sent) {
    Responses.secure(response.headers());
    response
        .headers()
        .add(HttpHeaders.CONTENT_TYPE, OCTETS)
        .add(HttpHeaders.CONTENT_LENGTH, Long.toString(sent.range().length()))
        .add(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(wish.name()))
        .add(HttpHeaders.ACCEPT_RANGES, BYTES)
        .add(HttpHeaders.ETAG, tag(wish.digest()));
    if (sent.part()) {
      response.setStatusCode(206);
      response.headers().add(HttpHeaders.CONTENT_RANGE, sent.range().of(sent.size()));
    }
  }

  private static String tag(String digest) {
    return '"' + digest + '"';
  }

  private static Answer nothingThere(Sent sent) {
    return Problems.of(416, "bad-range", "The content has %d bytes.".formatted(sent.size()))
        .with(HttpHeaders.CONTENT_RANGE, sent.range().of(sent.size()));
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
