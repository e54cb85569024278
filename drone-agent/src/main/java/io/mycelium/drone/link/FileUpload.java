package io.mycelium.drone.link;

import io.mycelium.core.job.Lease;
import io.mycelium.core.link.FileRequest;
import io.mycelium.core.link.LinkPath;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Blobs;
import io.mycelium.core.state.FewTries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Sends a file in pieces, each by its digest: one that did not arrive is sent again, the others
/// are not.
record FileUpload(Link link, Pass pass) {
  /// Reads the content to its end.
  ///
  /// @throws Blobs.TooLarge beyond [Blobs#MAX_SIZE]
  BlobRef send(Lease lease, InputStream content) {
    MessageDigest whole = Hashes.sha256();
    List<String> pieces = new ArrayList<>();
    Set<String> sent = new HashSet<>();
    for (byte[] piece = next(content); piece.length > 0; piece = next(content)) {
      if (pieces.size() == FileRequest.MOST_PIECES) {
        throw new Blobs.TooLarge();
      }
      whole.update(piece);
      String digest = Hashes.of(piece);
      if (sent.add(digest)) {
        send(lease, digest, piece);
      }
      pieces.add(digest);
    }
    var file = new FileRequest(HexFormat.of().formatHex(whole.digest()), pieces);
    return FewTries.of(
        () -> link.post(pass, LinkPath.files(lease), file, BlobRef.class, Link.CONTENT_TIMEOUT));
  }

  private void send(Lease lease, String digest, byte[] piece) {
    FewTries.of(() -> link.put(pass, LinkPath.piece(lease, digest), piece, BlobRef.class));
  }

  private static byte[] next(InputStream content) {
    try {
      return content.readNBytes(FileRequest.PIECE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
