package io.mycelium.serving;

import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.StoreUnavailable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends stored content as bytes, or the part of it that the reader asks for (RFC 9110, section
/// 14).
public final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final CharSequence OCTETS =
      HttpHeaders.createOptimized("application/octet-stream");
  private static final CharSequence RANGE = HttpHeaders.createOptimized("range");
  private static final CharSequence IF_RANGE = HttpHeaders.createOptimized("if-range");
  private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
  private static final int PIECE = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Calls calls;

  public Download(Calls calls) {
    this.calls = calls;
  }

  /// The part that a request asks for, taken on the event loop.
  ///
  /// @param range the header, if the part that it names is of this very content
  public record Part(@Nullable String range) {
    public static Part of(HttpServerRequest request, String digest) {
      String condition = request.getHeader(IF_RANGE);
      return new Part(
          condition == null || condition.equals(tag(digest)) ? request.getHeader(RANGE) : null);
    }
  }

  /// What is sent of the content.
  ///
  /// @param part whether a part was asked for
  /// @param size of the whole
  private record Sent(ByteRange range, boolean part, long size) {
    static Sent of(Part part, long size) {
      Optional<ByteRange> range = ByteRange.of(part.range(), size);
      return new Sent(range.orElse(new ByteRange(0, size)), range.isPresent(), size);
    }

    /// Whether it goes to where the content ends.
    boolean toEnd() {
      return range.first() + range.length() == size;
    }
  }

  /// Answers the request. Blocks until the reader has it all, or is gone.
  ///
  /// @param content is closed
  /// @param headers besides those of every download
  public void send(
      HttpServerRequest request,
      BlobRef ref,
      InputStream content,
      Part part,
      Map<CharSequence, CharSequence> headers) {
    Sent sent = Sent.of(part, ref.size());
    if (sent.part() && sent.range().length() == 0) {
      calls.settle(request, nothingThere(sent));
      return;
    }
    var outlet = new Outlet(calls.loop(), request.response(), 4 * PIECE);
    try (content) {
      begin(request, outlet, () -> head(request.response(), ref.digest(), sent, headers));
      content.skipNBytes(sent.range().first());
      if (copied(content, sent, outlet)) {
        outlet.finish();
      } else {
        outlet.cut(() -> request.connection().close());
      }
    } catch (IOException | StoreUnavailable e) {
      // The length was announced, so the reader sees that the rest is missing.
      LOG.warn("blob {} was sent in part: {}", ref.digest(), e.toString());
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
  private void begin(HttpServerRequest request, Outlet outlet, Runnable head) {
    var begun = new CountDownLatch(1);
    calls
        .loop()
        .runOnContext(_ -> {
          if (request.response().closed()) {
            outlet.gone();
          } else {
            request.response().closeHandler(_ -> outlet.gone());
            head.run();
          }
          begun.countDown();
        });
    try {
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void head(
      HttpServerResponse response,
      String digest,
      Sent sent,
      Map<CharSequence, CharSequence> headers) {
    Responses.secure(response.headers());
    response
        .headers()
        .add(HttpHeaders.CONTENT_TYPE, OCTETS)
        .add(HttpHeaders.CONTENT_LENGTH, Long.toString(sent.range().length()))
        .add(HttpHeaders.ACCEPT_RANGES, BYTES)
        .add(HttpHeaders.ETAG, tag(digest));
    headers.forEach(response.headers()::add);
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
}
