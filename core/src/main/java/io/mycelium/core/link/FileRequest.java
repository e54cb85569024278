package io.mycelium.core.link;

import io.mycelium.core.state.Blobs;
import java.util.List;

/// A drone puts a file together from pieces that it sent before.
///
/// @param digest of the whole, SHA-256 in lower-case hexadecimal
/// @param pieces digests of its pieces, in order
public record FileRequest(String digest, List<String> pieces) {
  /// Largest piece, in bytes.
  public static final int PIECE = 1 << 20;

  /// How many pieces the largest file has.
  public static final int MOST_PIECES = (int) (Blobs.MAX_SIZE / PIECE);

  /// @throws IllegalArgumentException when there are too many
  public FileRequest {
    pieces = List.copyOf(pieces);
    if (pieces.size() > MOST_PIECES) {
      throw new IllegalArgumentException("a file has %d pieces at most".formatted(MOST_PIECES));
    }
  }
}
