package io.mycelium.bridge.http;

import io.mycelium.core.command.Digests;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs in memory.
final class MemoryBlobs implements Blobs {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  @Override
  public BlobRef store(InputStream content, Duration life) {
    try {
      byte[] bytes = content.readAllBytes();
      var ref = new BlobRef(HexFormat.of().formatHex(Digests.sha256(bytes)), bytes.length);
      contents.put(ref.digest(), bytes);
      return ref;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<InputStream> open(String digest) {
    return Optional.ofNullable(contents.get(digest)).map(ByteArrayInputStream::new);
  }

  @Override
  public Optional<BlobRef> find(String digest) {
    return Optional.ofNullable(contents.get(digest))
        .map(bytes -> new BlobRef(digest, bytes.length));
  }
}
