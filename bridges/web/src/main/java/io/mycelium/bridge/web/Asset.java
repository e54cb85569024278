package io.mycelium.bridge.web;

import io.mycelium.core.command.Digests;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file for browsers, held whole.
///
/// @param tag its entity tag, made of the content; a weak one, as the compressed form has it too
/// @param zipped by gzip, where that is worth it
record Asset(FileType type, Buffer content, Optional<Buffer> zipped, String tag) {
  /// Below, the headers cost more than is saved.
  private static final int WORTH_ZIPPING = 512;

  private static final int TAG_BYTES = 12;

  static Asset of(FileType type, byte[] content) {
    boolean zip = type.text() && content.length >= WORTH_ZIPPING;
    return new Asset(
        type,
        Buffer.buffer(content),
        zip ? Optional.of(Buffer.buffer(zip(content))) : Optional.empty(),
        "W/\"" + HexFormat.of().formatHex(Digests.sha256(content), 0, TAG_BYTES) + '"');
  }

  private static byte[] zip(byte[] content) {
    var out = new ByteArrayOutputStream(content.length / 2);
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
