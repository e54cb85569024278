package io.mycelium.bridge.discord;

import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// Nothing is stored.
final class NoBlobs implements Blobs {
  @Override
  public BlobRef store(InputStream content, Duration life) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<InputStream> open(String digest) {
    return Optional.empty();
  }

  @Override
  public Optional<BlobRef> find(String digest) {
    return Optional.empty();
  }

  @Override
  public Optional<BlobRef> keep(String digest, Duration life) {
    return Optional.empty();
  }
}
