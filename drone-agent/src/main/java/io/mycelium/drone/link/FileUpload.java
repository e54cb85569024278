package io.mycelium.drone.link;

import io.mycelium.core.job.Lease;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.FewTries;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Sends a file in pieces, each by its digest: one that did not arrive is sent again, the others
/// are not, also when the whole file is sent again.
///
/// @param sent what the gateway has
record FileUpload(Link link, Pass pass, SentPieces sent) {
  private static final String MISSING = "unknown-content";

  /// Reads the content to its end.
  ///
  /// @throws Blobs.TooLarge beyond [Blobs#MAX_SIZE]
  /// @throws StoreUnavailable when the gateway does not answer, or has forgotten pieces; to be
  ///   called again with the same content
  BlobRef send(Lease lease, InputStream content) {
    MessageDigest whole = Hashes.sha256();
    List<String> pieces = new ArrayList<>();
    for (byte[] piece = next(content); piece.length > 0; piece = next(content)) {
      if (pieces.size() == FileRequest.MOST_PIECES) {
        throw new Blobs.TooLarge();
      }
      whole.update(piece);
      String digest = Hashes.of(piece);
      if (!sent.has(digest)) {
        send(lease, digest, piece);
        sent.add(digest);
      }
      pieces.add(digest);
    }
    return joined(lease, new FileRequest(HexFormat.of().formatHex(whole.digest()), pieces));
  }

  private void send(Lease lease, String digest, byte[] piece) {
    FewTries.of(() -> link.put(pass, LinkPath.piece(lease, digest), piece, BlobRef.class));
  }

  private BlobRef joined(Lease lease, FileRequest file) {
    try {
      return FewTries.of(
          () -> link.post(pass, LinkPath.files(lease), file, BlobRef.class, Link.CONTENT_TIMEOUT));
    } catch (LinkRefused e) {
      if (!e.code().equals(MISSING)) {
        throw e;
      }
      sent.forget();
      throw new StoreUnavailable("The gateway has lost pieces of the file.", e);
    }
  }

  private static byte[] next(InputStream content) {
    try {
      return content.readNBytes(FileRequest.PIECE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
