package io.mycelium.redis.blobs;

import io.mycelium.core.command.Digests;
import io.mycelium.core.state.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntFunction;

/// A blob as it is read, one piece at a time. Its end is reached only when all that was read has
/// the digest that was asked for. For one thread.
final class PieceStream extends InputStream {
  private final String digest;
  private final int pieces;
  private final IntFunction<Optional<byte[]>> read;
  private final MessageDigest seen = Digests.sha256();

  private byte[] piece = {};
  private int at;
  private int next;
  private boolean checked;

  PieceStream(String digest, int pieces, IntFunction<Optional<byte[]>> read) {
    this.digest = digest;
    this.pieces = pieces;
    this.read = read;
  }

  @Override
  public int read() throws IOException {
    return more() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return piece.length - at;
  }

  private boolean more() throws IOException {
    while (at == piece.length) {
      if (next == pieces) {
        check();
        return false;
      }
      piece = fetch(next++);
      at = 0;
      seen.update(piece);
    }
    return true;
  }

  private byte[] fetch(int number) throws IOException {
    try {
      return read.apply(number)
          .orElseThrow(() -> new IOException("the blob " + digest + " is not there any more"));
    } catch (StoreUnavailable e) {
      throw new IOException("the blob " + digest + " cannot be read now", e);
    }
  }

  private void check() throws IOException {
    if (checked) {
      return;
    }
    if (!HexFormat.of().formatHex(seen.digest()).equals(digest)) {
      throw new IOException("the blob " + digest + " was changed where it is stored");
    }
    checked = true;
  }
}
