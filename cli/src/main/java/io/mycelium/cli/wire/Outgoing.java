package io.mycelium.cli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/// A body that is sent as it is read.
///
/// @param content is read to its end, or to its length, and not closed
/// @param length bytes; [#UNKNOWN] when only the end tells
/// @param sent is told after each piece how many bytes went in all
public record Outgoing(InputStream content, long length, LongConsumer sent) {
  public static final long UNKNOWN = -1;

  private static final int PIECE = 64 << 10;

  /// Larger bodies ask before they come, so that nobody sends for minutes what is refused.
  private static final int ASKS = 1 << 20;

  boolean asks() {
    return length == UNKNOWN || length > ASKS;
  }

  /// The headers that say how it comes.
  String headers() {
    String how =
        length == UNKNOWN ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n";
    return asks() ? how + "Expect: 100-continue\r\n" : how;
  }

  /// Sends it.
  ///
  /// @throws UncheckedIOException when it cannot be read
  /// @throws IOException when it cannot be sent
  void to(OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    long all = 0;
    while (all != length) {
      int most = length == UNKNOWN ? PIECE : (int) Math.min(PIECE, length - all);
      int count = read(piece, most);
      if (count < 0) {
        break;
      }
      write(piece, count, out);
      all += count;
      sent.accept(all);
    }
    if (length == UNKNOWN) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } else if (all < length) {
      throw new UncheckedIOException(new EOFException("it became shorter while it was read"));
    }
    out.flush();
  }

  private int read(byte[] piece, int most) {
    try {
      return content.read(piece, 0, most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] piece, int count, OutputStream out) throws IOException {
    if (length == UNKNOWN) {
      out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(piece, 0, count);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    } else {
      out.write(piece, 0, count);
    }
  }
}
