package io.mycelium.core.state;

import io.mycelium.core.reply.BlobRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// Content by digest. Storing the same bytes again stores nothing and renews their life.
public interface Blobs {
  /// Largest blob, in bytes.
  long MAX_SIZE = 64L * 1024 * 1024;

  /// Reads the stream to its end; it is not closed.
  ///
  /// @throws TooLarge beyond [#MAX_SIZE]; nothing is kept then
  BlobRef store(InputStream content, Duration life);

  /// The content, read in pieces as it is consumed; empty when it is not (or no longer) there.
  Optional<InputStream> open(String digest);

  /// All of the content at once; empty when it is not (or no longer) there.
  ///
  /// @throws UncheckedIOException when reading failed
  default Optional<byte[]> read(String digest) {
    return open(digest)
        .map(content -> {
          try (content) {
            return content.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  Optional<BlobRef> find(String digest);

  /// Lets content live for some time at least from now on; never shortens its life.
  ///
  /// @return empty when it is not (or no longer) there
  Optional<BlobRef> keep(String digest, Duration life);

  /// The content is larger than a blob may be.
  final class TooLarge extends RuntimeException {
    public TooLarge() {
      super("the content is larger than %d MiB".formatted(MAX_SIZE >> 20));
    }
  }
}
