package io.mycelium.cli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A body of a known length.
final class CountedBody extends InputStream {
  private final InputStream in;
  private int left;

  CountedBody(InputStream in, int length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (left == 0 || length == 0) {
      return left == 0 ? -1 : 0;
    }
    int read = in.read(to, from, Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the connection ended in the middle of an answer");
    }
    left -= read;
    return read;
  }
}
