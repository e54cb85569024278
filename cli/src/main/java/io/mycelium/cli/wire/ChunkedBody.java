package io.mycelium.cli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A body that comes in chunks.
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private int left;
  private boolean begun;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(to, from, Math.min(length, left));
    if (read < 0) {
      throw new EOFException("the connection ended in the middle of an answer");
    }
    left -= read;
    return read;
  }

  private void next() throws IOException {
    if (begun) {
      Response.line(in);
    }
    begun = true;
    String size = Response.line(in);
    int end = size.indexOf(';');
    left = Response.number(end < 0 ? size : size.substring(0, end), 16);
    if (left == 0) {
      ended = true;
      String trailer = Response.line(in);
      while (!trailer.isEmpty()) {
        trailer = Response.line(in);
      }
    }
  }
}
